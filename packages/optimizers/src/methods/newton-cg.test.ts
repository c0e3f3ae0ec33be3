import { methodContract } from '../../test/method-contract.ts';
import { newtonCG } from './newton-cg.ts';

methodContract('newtonCG', { method: newtonCG });
methodContract('newtonCG without preconditioner', {
  method: () => newtonCG({ preconditioner: 'none' }),
});
