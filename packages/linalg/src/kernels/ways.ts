import { csrBackward, csrForward } from '../plain/csr-walk.ts';
import { denseBackward, denseForward } from '../plain/dense-walk.ts';
import { type Arena, kernelsIn } from './arena.ts';
import { backwardSource } from './backward.generated.ts';
import { forwardSource } from './forward.generated.ts';
import type { KernelSource } from './source.ts';

/*
 * The two ways through the rows, each with its kernels and their plain twins. A pass is given those
 * that it goes, so that a product, which goes one, does not bring the other into a bundle.
 */

export interface Forward {
  readonly kernels: KernelSource;
  readonly plainDense: typeof denseForward;
  readonly plainCsr: typeof csrForward;
}

export interface Backward {
  readonly kernels: KernelSource;
  readonly plainDense: typeof denseBackward;
  readonly plainCsr: typeof csrBackward;
}

export const FORWARD: Forward = {
  kernels: forwardSource,
  plainDense: denseForward,
  plainCsr: csrForward,
};

export const BACKWARD: Backward = {
  kernels: backwardSource,
  plainDense: denseBackward,
  plainCsr: csrBackward,
};

/** The kernels of a way in an arena, nothing for a way that is not gone; null for plain TypeScript. */
export const kernelsOf = <Kernels>(arena: Arena, way: Forward | Backward | null): Kernels | null =>
  way === null ? ({} as Kernels) : kernelsIn<Kernels>(arena, way.kernels);
