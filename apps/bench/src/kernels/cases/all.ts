import type { Case } from '../case.ts';
import { binaryCase } from './binary.ts';
import { exponentialCase } from './exponential.ts';
import { fusedCase } from './fused.ts';
import { gramCase } from './gram.ts';
import { productCase } from './product.ts';
import { softmaxCase } from './softmax.ts';
import { sparseCase } from './sparse.ts';

/** Every case; `quick` has a hundredth of the rows, to see that all of them run. */
export const allCases = (quick: boolean): Case[] => {
  const rows = (count: number) => (quick ? count / 100 : count);
  return [
    softmaxCase(rows(100_000), 10),
    binaryCase(rows(1_000_000)),
    fusedCase(rows(1_000_000), 20, 0.45),
    fusedCase(rows(400_000), 50, 0.45),
    fusedCase(rows(200_000), 200, 0.45),
    fusedCase(rows(20_000), 1000, 0.65),
    gramCase(rows(200_000), 50, 0.45),
    gramCase(rows(50_000), 200, 0.6),
    gramCase(rows(20_000), 500, 0.6),
    sparseCase(rows(200_000), 50_000, 50, false),
    sparseCase(rows(200_000), 50_000, 50, true),
    exponentialCase(rows(1_000_000)),
    productCase(rows(100_000), 50, 1, false),
    productCase(rows(100_000), 50, 1, true),
    productCase(rows(100_000), 50, 10, false),
    productCase(rows(100_000), 50, 10, true),
    gramCase(rows(5000), 200, null),
  ];
};
