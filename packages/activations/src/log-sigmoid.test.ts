import { activationContract } from '../test/activation-contract.ts';
import { logSigmoidActivation } from './log-sigmoid.ts';

activationContract(logSigmoidActivation);
