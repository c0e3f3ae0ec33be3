import { activationContract } from '../test/activation-contract.ts';
import { reluActivation } from './relu.ts';

activationContract(reluActivation);
