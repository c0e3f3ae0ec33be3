import { methodContract } from '../../test/method-contract.ts';
import { lbfgs } from './lbfgs.ts';

methodContract('lbfgs', { method: lbfgs });
