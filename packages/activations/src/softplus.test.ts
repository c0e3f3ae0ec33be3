import { activationContract } from '../test/activation-contract.ts';
import { softplusActivation } from './softplus.ts';

activationContract(softplusActivation);
