/** What a transform may look at beside the update that it is given. */
export interface TransformContext {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  /** Steps made so far: 0 at the first. */
  readonly step: number;
}

/**
 * A pure map from an update to an update, with memory: the first of a chain is given the gradient, and
 * x ← x − update of the last. Memory is plain data, so that a run can be resumed.
 */
export interface Transform<Memory> {
  readonly name: string;
  readonly start: (dimension: number) => Memory;
  readonly apply: (
    update: Float64Array,
    memory: Memory,
    context: TransformContext,
  ) => { readonly update: Float64Array; readonly memory: Memory };
}

// biome-ignore lint/suspicious/noExplicitAny: each transform has a memory of its own, which only it reads
export type AnyTransform = Transform<any>;

/** One transform after the other. */
export const chain = (...transforms: readonly AnyTransform[]): Transform<readonly unknown[]> => ({
  name: transforms.map(({ name }) => name).join(', '),
  start: (dimension) => transforms.map(({ start }) => start(dimension)),
  apply: (update, memory, context) => {
    const next: unknown[] = [];
    let out = update;
    transforms.forEach((transform, i) => {
      const applied = transform.apply(out, memory[i], context);
      out = applied.update;
      next.push(applied.memory);
    });
    return { update: out, memory: next };
  },
});
