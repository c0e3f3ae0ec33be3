import { activationContract } from '../test/activation-contract.ts';
import { identityActivation } from './identity.ts';

activationContract(identityActivation);
