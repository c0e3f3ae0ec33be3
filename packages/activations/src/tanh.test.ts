import { activationContract } from '../test/activation-contract.ts';
import { tanhActivation } from './tanh.ts';

activationContract(tanhActivation);
