import { lossContract } from '../test/loss-contract.ts';
import { squaredError } from './squared-error.ts';

lossContract(squaredError);
