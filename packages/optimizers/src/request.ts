import type { DenseMatrix } from '@betahat/linalg';

/** f and its gradient at a point; `gradient` is empty where only the value was wanted. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** f(x + t d) and its derivative in t. */
export interface LineValue {
  readonly value: number;
  readonly slope: number;
}

/** What every request may carry. */
interface Addressed {
  /** The method can do without: an objective that lacks the ability answers null. */
  readonly optional?: true;
  /** The objective that is asked, where it is not the one being minimised: a sample of it. */
  readonly of?: PartialObjective;
}

/** f(x), and its gradient if wanted: one read of the data. The answer holds fresh arrays. */
export interface EvaluateRequest extends Addressed {
  readonly ask: 'evaluate';
  readonly x: Float64Array;
  readonly want: 'value' | 'gradient';
}

/** The Hessian at x, dimension×dimension with both halves filled, or its diagonal. */
export interface CurvatureRequest extends Addressed {
  readonly ask: 'curvature';
  readonly x: Float64Array;
  readonly want: 'matrix' | 'diagonal';
  /** Only these rows and columns of the matrix, in this order; without it all. */
  readonly columns?: Uint32Array;
}

/** The Hessian at x times v. The objective may keep what depends on x alone. */
export interface HessianVectorRequest extends Addressed {
  readonly ask: 'hessianVector';
  readonly x: Float64Array;
  readonly v: Float64Array;
}

/** f and its slope at x + t d. For a linear model X·d is computed once: further trials cost rows. */
export interface AlongRequest extends Addressed {
  readonly ask: 'along';
  readonly x: Float64Array;
  readonly d: Float64Array;
  readonly t: number;
}

/** The Hessian at x as a product of a small matrix over outputs and one over columns. */
export interface KroneckerRequest extends Addressed {
  readonly ask: 'kronecker';
  readonly x: Float64Array;
}

/**
 * H ≈ A ⊗ G for a model with several outputs: with Dᵢ = diag(pᵢ) − pᵢpᵢᵀ the curvature of row i over
 * outputs, A = Σ sᵢDᵢ / tr(Σ sᵢDᵢ) and G = Σ sᵢ tr(Dᵢ) x̃ᵢx̃ᵢᵀ (+ (outputs − 1) · l2 on the diagonal of
 * penalised columns).
 */
export interface KroneckerCurvature {
  /** A, outputs×outputs. May be singular along (1, …, 1), which softmax does not feel. */
  readonly outer: DenseMatrix;
  /** G, one row for each column of the data and one for the intercept where there is one. */
  readonly inner: DenseMatrix;
  /** Where output k, column j stands in x: entry k · inner.rows + j. */
  readonly indices: Uint32Array;
}

/** The diagonal of the Hessian at x with the rows of some variables that all others lean on. */
export interface ArrowRequest extends Addressed {
  readonly ask: 'arrow';
  readonly x: Float64Array;
}

/**
 * H ≈ Tᵀ diag(diagonal) T, (T x)ᵢ = xᵢ + Σ over j with tip[j] = i of shift[j]·xⱼ: each variable j leans on
 * one other, its tip (an intercept), by shift[j] = H_j,tip / H_tip,tip, and diagonal[j] is what
 * that leaves of Hⱼⱼ. A variable that leans on none is its own tip. Both empty: the plain diagonal.
 */
export interface ArrowCurvature {
  readonly diagonal: Float64Array;
  readonly shift: Float64Array;
  readonly tip: Uint32Array;
}

/** The diagonal blocks of the Hessian at x, one for each output. */
export interface BlocksRequest extends Addressed {
  readonly ask: 'blocks';
  readonly x: Float64Array;
}

export interface CurvatureBlocks {
  /** For each output its part of the Hessian, all of one size. */
  readonly blocks: readonly DenseMatrix[];
  /** Where variable j of output k stands in x: entry k · size + j. */
  readonly indices: Uint32Array;
}

/** How far the Hessian at x may be from that at `from`: δ with e^−δ H(from) ⪯ H(x) ⪯ e^δ H(from). */
export interface DriftRequest extends Addressed {
  readonly ask: 'drift';
  readonly x: Float64Array;
  readonly from: Float64Array;
}

/** An objective over a random sample of rows, scaled to the whole, penalty in full. */
export interface SubsampleRequest extends Addressed {
  readonly ask: 'subsample';
  readonly rows: number;
  readonly seed: number;
}

/** How large the data behind the objective is: what a read of it costs. */
export interface ShapeRequest extends Addressed {
  readonly ask: 'shape';
}

export interface Shape {
  readonly rows: number;
  readonly columns: number;
  /** Numbers that a row's prediction consists of: 1, or the number of classes. */
  readonly outputs: number;
  /** Stored entries: rows · columns, or the nonzeros of sparse data. */
  readonly entries: number;
  /** f is known to have a minimum (a penalty holds it): nobody need look for a run to infinity. */
  readonly hasMinimum?: boolean;
}

/**
 * f over some rows only, as an unbiased estimate of the whole: Σ over `rows` of fᵢ(x), times all rows
 * over their number, penalty in full.
 */
export interface BatchRequest extends Addressed {
  readonly ask: 'batch';
  readonly x: Float64Array;
  readonly rows: Uint32Array;
  /** The part of all rows that this is. */
  readonly share: number;
}

/** The finite sum behind a linear objective, row by row. */
export interface TermsRequest extends Addressed {
  readonly ask: 'terms';
}

/**
 * f(x) = Σᵢ φᵢ(W xᵢ + b) + (ridge/2)‖W‖², taken apart. x holds W (outputs × columns, row by row), then b
 * where there is an intercept.
 */
export interface LinearTerms {
  readonly rows: number;
  readonly columns: number;
  readonly outputs: number;
  readonly intercept: boolean;
  readonly ridge: number;
  /** A bound on the second derivative of φᵢ: ¼ for logistic loss, ½ for softmax, times the weight. */
  readonly curvature: number;
  /** The entries of row i; `columns` null for a dense row. */
  readonly row: (i: number) => {
    readonly columns: Uint32Array | null;
    readonly values: Float64Array | Float32Array;
  };
  /** logits of row i in place → ∇φᵢ there. */
  readonly residual: (i: number, logits: Float64Array) => void;
}

/** The part of a Composite without a gradient. */
export interface PenaltyRequest extends Addressed {
  readonly ask: 'penalty';
}

/** An upper bound on F(x) − F* from a dual point, at the x that was evaluated last. */
export interface GapRequest extends Addressed {
  readonly ask: 'gap';
  readonly x: Float64Array;
  /** The bound is of use up to here: where it is known to be more, anything above may be answered. */
  readonly enough?: number;
  /** ∇f(x), which may tell that it is more. */
  readonly gradient?: Float64Array;
}

/** A penalty P(x) = Σ Pⱼ(xⱼ) of one variable at a time, convex, not necessarily smooth. */
export interface SeparablePenalty {
  /** P(x). */
  readonly value: (x: Float64Array) => number;
  /** argmin over z of Pⱼ(z) + (z − u)²/(2 step). */
  readonly proxAt: (j: number, u: number, step: number) => number;
  /**
   * What is missing to 0 ∈ g + ∂Pⱼ(z), signed: g + Pⱼ′(z) where Pⱼ is smooth; at a kink the distance
   * of −g from the subdifferential. Pⱼ is taken to be piecewise quadratic with its kink at 0.
   */
  readonly violationAt: (j: number, z: number, g: number) => number;
  /**
   * The group that variable j is in, −1 for none: variables whose common shift f does not feel, or hardly, as softmax
   * the coefficients of one column. Methods that move one variable at a time then move a group together too.
   */
  readonly tied?: (j: number) => number;
}

/**
 * F(x) = f(x) + P(x) with a smooth f and a separable penalty: an L1 problem. It is no Objective, so
 * that a method for smooth functions does not take it.
 */
export interface Composite<F extends Ask> {
  readonly dimension: number;
  readonly smooth: Objective<F>;
  readonly penalty: SeparablePenalty;
  readonly gap?: (request: GapRequest) => number;
}

/** A Composite whose smooth part may answer with promises. */
export interface AsyncComposite<F extends Ask> {
  readonly dimension: number;
  readonly smooth: AsyncObjective<F>;
  readonly penalty: SeparablePenalty;
  readonly gap?: (request: GapRequest) => number | PromiseLike<number>;
}

/** What a method that asks for `A` minimises. */
export type Problem<A extends Ask> = 'penalty' extends A
  ? Composite<Exclude<A, 'penalty'>>
  : Objective<A>;

/** What such a method minimises asynchronously. */
export type AsyncProblem<A extends Ask> = 'penalty' extends A
  ? AsyncComposite<Exclude<A, 'penalty'>>
  : AsyncObjective<A>;

/** Every kind of request with its answer: the one table that all types here derive from. */
export interface Exchange {
  readonly evaluate: { readonly request: EvaluateRequest; readonly answer: Evaluation };
  readonly curvature: {
    readonly request: CurvatureRequest;
    readonly answer: DenseMatrix | Float64Array;
  };
  readonly hessianVector: {
    readonly request: HessianVectorRequest;
    readonly answer: Float64Array;
  };
  readonly along: { readonly request: AlongRequest; readonly answer: LineValue };
  readonly arrow: { readonly request: ArrowRequest; readonly answer: ArrowCurvature };
  readonly blocks: { readonly request: BlocksRequest; readonly answer: CurvatureBlocks };
  readonly drift: { readonly request: DriftRequest; readonly answer: number };
  readonly kronecker: { readonly request: KroneckerRequest; readonly answer: KroneckerCurvature };
  readonly subsample: { readonly request: SubsampleRequest; readonly answer: SampleObjective };
  readonly shape: { readonly request: ShapeRequest; readonly answer: Shape };
  readonly batch: { readonly request: BatchRequest; readonly answer: Evaluation };
  readonly terms: { readonly request: TermsRequest; readonly answer: LinearTerms };
  readonly penalty: { readonly request: PenaltyRequest; readonly answer: SeparablePenalty };
  readonly gap: { readonly request: GapRequest; readonly answer: number };
}

/** The abilities that an objective may have. */
export type Ask = keyof Exchange;
/** The request that asks for `A`. */
export type RequestOf<A extends Ask> = Exchange[A]['request'];
/** What an objective answers to a request for `A`. */
export type AnswerOf<A extends Ask> = Exchange[A]['answer'];
/** Any request. */
export type Request = RequestOf<Ask>;
/** A request that the objective need not be able to answer. */
export type OptionalRequest = Request & { readonly optional: true };
/** A request to a sample, which need not be the objective that is minimised. */
export type SampleRequest = Request & { readonly of: PartialObjective };
/** Any answer; null to an optional request that the objective cannot answer. */
export type Answer = AnswerOf<Ask> | null;

/**
 * A function to minimise: its number of variables, and one function for each kind of request that
 * it can answer. An objective that lacks what a method asks for does not compile against it.
 *
 * @example
 * // f(x) = ½‖x − 1‖²
 * const bowl = {
 *   dimension: 2,
 *   evaluate: ({ x }) => {
 *     const gradient = x.map((xi) => xi - 1);
 *     return { value: 0.5 * gradient.reduce((sum, g) => sum + g * g, 0), gradient };
 *   },
 * };
 */
export type Objective<A extends Ask> = { readonly dimension: number } & {
  readonly [K in A]: (request: RequestOf<K>) => AnswerOf<K>;
};

/** An objective whose answers may be promises: threads, a file read in blocks, a database. */
export type AsyncObjective<A extends Ask> = { readonly dimension: number } & {
  readonly [K in A]: (request: RequestOf<K>) => AnswerOf<K> | PromiseLike<AnswerOf<K>>;
};

/** An objective of which only the dimension is known for sure. */
export type PartialObjective = { readonly dimension: number } & {
  readonly [K in Ask]?: (request: RequestOf<K>) => AnswerOf<K> | PromiseLike<AnswerOf<K>>;
};

/** A sample's objective. `share` is its part of the rows: what a read of it costs. */
export type SampleObjective = PartialObjective & { readonly share?: number };
