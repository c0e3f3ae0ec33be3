import { activationContract } from '../test/activation-contract.ts';
import { logSoftmaxActivation } from './log-softmax.ts';

activationContract(logSoftmaxActivation);
