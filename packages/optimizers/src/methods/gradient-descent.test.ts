import { methodContract } from '../../test/method-contract.ts';
import { gradientDescent } from './gradient-descent.ts';

methodContract('gradientDescent', {
  method: () => gradientDescent({ learningRate: 0.01 }),
  fixedStep: true,
});
