import { typeError } from '@betahat/linalg/check';
import type {
  Answer,
  ArrowCurvature,
  Ask,
  AsyncComposite,
  PartialObjective,
  Request,
} from '../request.ts';
import { firstNotFinite } from '../vector.ts';

/** A Composite as one bag of abilities: the smooth part's, the penalty and the gap. */
export const flattened = (problem: PartialObjective | AsyncComposite<Ask>): PartialObjective => {
  if (typeof problem !== 'object' || problem === null || !('smooth' in problem)) return problem;
  const { dimension, smooth, penalty, gap } = problem;
  const flat: Record<string, unknown> = { dimension, penalty: () => penalty };
  for (const ask of SMOOTH_ASKS) {
    if (typeof smooth?.[ask] === 'function') flat[ask] = (r: never) => smooth[ask](r);
  }
  if (gap !== undefined) flat['gap'] = gap;
  return flat as unknown as PartialObjective;
};

/** Not 'gap': the smooth part's own is no bound for the whole. */
const SMOOTH_ASKS = [
  'evaluate',
  'curvature',
  'hessianVector',
  'along',
  'arrow',
  'kronecker',
  'drift',
  'blocks',
  'subsample',
  'shape',
  'batch',
  'terms',
] as const satisfies readonly Ask[];

/** Puts a request to the objective it is meant for; null where that may not know the answer. */
export const answer = (
  objective: PartialObjective,
  request: Request,
): Answer | PromiseLike<Answer> => {
  const asked = request.of ?? objective;
  const ability = asked[request.ask] as ((request: Request) => Answer) | undefined;
  if (ability !== undefined) return ability.call(asked, request);
  if (request.optional === true) return null;
  throw new TypeError(`'${request.ask}' was asked of an objective that does not answer it`);
};

/**
 * Words for what is not finite in an answer, or null. Trials along a line may overflow: the line
 * search handles that.
 * @throws TypeError for an answer of the wrong kind
 */
export const notFinite = (where: string, request: Request, got: Answer): string | null => {
  if (got === null) return null;
  const named = `the answer to '${request.ask}'`;
  if (request.ask === 'evaluate') {
    const { value, gradient } = got as { value: number; gradient: Float64Array };
    if (typeof value !== 'number') throw typeError(where, `${named}: value`, 'a number', value);
    if (!Number.isFinite(value)) return `the value is ${value}`;
    if (request.want === 'value') return null;
    vector(where, `${named}: gradient`, gradient, request.x.length);
    return entry('gradient', gradient);
  }
  if (request.ask === 'batch') {
    const { gradient } = got as { gradient: Float64Array };
    vector(where, `${named}: gradient`, gradient, request.x.length);
    return entry('gradient of a batch', gradient);
  }
  if (request.ask === 'hessianVector') {
    vector(where, named, got, request.x.length);
    return entry('hessianVector', got as Float64Array);
  }
  if (request.ask === 'arrow') {
    const { diagonal, shift } = got as ArrowCurvature;
    vector(where, `${named}: diagonal`, diagonal, request.x.length);
    return entry('arrow: diagonal', diagonal) ?? entry('arrow: shift', shift);
  }
  if (request.ask === 'curvature') {
    const d = request.columns?.length ?? request.x.length;
    if (request.want === 'diagonal') {
      vector(where, named, got, d);
      return entry('curvature', got as Float64Array);
    }
    const matrix = got as { rows: number; cols: number; data: ArrayLike<number> };
    if (matrix.rows !== d || matrix.cols !== d || matrix.data?.length !== d * d) {
      throw typeError(where, named, `a dense ${d}×${d} matrix`, got);
    }
    return entry('curvature', matrix.data);
  }
  return null;
};

const vector = (where: string, named: string, got: unknown, length: number): void => {
  if (!(got instanceof Float64Array) || got.length !== length) {
    throw typeError(where, named, `a Float64Array of length ${length}`, got);
  }
};

const entry = (name: string, values: ArrayLike<number>): string | null => {
  const at = firstNotFinite(values);
  return at < 0 ? null : `${name}[${at}] is ${values[at]}`;
};

/** Reads of the data by kind of request; a new line costs one, further trials on it nothing. */
export const passesOf = (
  request: Request,
  line: Float64Array | null,
  dimension: number,
): number => {
  if (request.of !== undefined) return sharedRows(request.of);
  if (dimension === 0) return 0;
  if (request.ask === 'batch') return request.share;
  return request.ask === 'along' && request.d === line ? 0 : PRICE[request.ask];
};

const PRICE: Record<Exclude<Ask, 'batch'>, number> = {
  evaluate: 1,
  curvature: 1,
  hessianVector: 1,
  along: 1,
  arrow: 2,
  kronecker: 1,
  drift: 1,
  blocks: 1,
  subsample: 0,
  shape: 0,
  terms: 1,
  penalty: 0,
  gap: 0,
};

/** The share of the rows that a sample holds, where it says so. */
const sharedRows = (sample: PartialObjective): number => {
  const share = (sample as { readonly share?: unknown }).share;
  return typeof share === 'number' ? share : 0;
};
