import type { Visit } from '../row-walk.ts';
import type { Arena } from './arena.ts';
import type { Backward, Forward } from './ways.ts';

/** What a pass over rows does. */
export interface Pass {
  readonly forward: Forward | null;
  /** Null, as `forward` is then, leaves the logits to `visit`, which fills them. */
  readonly coefficients: Float64Array | null;
  readonly intercepts: Float64Array | null;
  readonly visit: Visit;
  readonly backward: Backward | null;
  /** Null, as `backward` is then, leaves out the way back. */
  readonly gradient: Float64Array | null;
  readonly interceptGradient: Float64Array | null;
  /** Told the arena before the first visit, and null after the last. */
  readonly entered?: (arena: Arena | null) => void;
}
