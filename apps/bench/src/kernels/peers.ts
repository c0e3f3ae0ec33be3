import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folder } from '../folder.ts';
import { installPeers } from '../peers.ts';
import { type Contender, type Outcome, timed } from './contest.ts';

/** One computation of a peer, its inputs already where the peer wants them. */
export interface Task {
  readonly precision: Contender['precision'];
  /** Leaves its results in the peer's own memory. */
  readonly run: () => unknown;
  /** A run whose results are read. */
  readonly outcome: () => Outcome | Promise<Outcome>;
}

/** What peers/*.mjs export: what they have, on row-major float64 arrays. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly softmax?: (logits: Float64Array, labels: Uint32Array, classes: number) => Task[];
  readonly binary?: (logits: Float64Array, labels: Float64Array) => Task[];
  /** A·B, or Aᵀ·B. */
  readonly product?: (
    A: Float64Array,
    rows: number,
    cols: number,
    B: Float64Array,
    width: number,
    transposed: boolean,
  ) => Task[];
  /** Aᵀ·diag(d)·A */
  readonly gram?: (A: Float64Array, rows: number, cols: number, d: Float64Array) => Task[];
  readonly exponential?: (x: Float64Array) => Task[];
}

/** Files of peers/, and the package that each uses. */
const PACKAGES = {
  'ml-matrix': 'ml-matrix',
  'numpy-ts': 'numpy-ts',
  'jax-js': '@jax-js/jax',
  'tfjs-wasm': '@tensorflow/tfjs-backend-wasm',
} as const;

/** The JavaScript peers, one thread each. */
export const loadPeers = async (): Promise<Peer[]> => {
  const at = folder('peers');
  const versions = installPeers();
  const peers: Peer[] = [];
  for (const [name, from] of Object.entries(PACKAGES)) {
    const { load } = (await import(pathToFileURL(join(at, `${name}.mjs`)).href)) as {
      load: () => Promise<Omit<Peer, 'version'>>;
    };
    peers.push({ ...(await load()), version: versions[from]! });
  }
  return peers;
};

/** A peer's tasks for a case as contenders; one that says so where it lacks the operation. */
export const peerContenders = (peers: readonly Peer[], pick: (peer: Peer) => Task[] | undefined) =>
  peers.flatMap((peer): Contender[] => {
    const missing = () => {
      throw new Error('has no such operation');
    };
    try {
      const tasks = pick(peer);
      if (tasks === undefined) {
        return [{ name: peer.name, precision: 'float64', outcome: missing, sample: missing }];
      }
      return tasks.map(({ precision, run, outcome }) => ({
        name: `${peer.name} ${precision}`,
        precision,
        outcome,
        sample: async (repeats: number) => {
          let spent = 0;
          for (let k = 0; k < repeats; k++) {
            const begin = performance.now();
            const pending = run();
            if (pending instanceof Promise) await pending;
            spent += performance.now() - begin;
          }
          return spent / repeats;
        },
      }));
    } catch (error) {
      const fails = () => {
        throw error;
      };
      return [{ name: peer.name, precision: 'float64', outcome: fails, sample: fails }];
    }
  });

/** A contender that runs in this process. */
export const inProcess = (
  name: string,
  work: () => unknown,
  outcome: () => Outcome,
  more: { reset?: () => void } & Partial<Pick<Contender, 'amount' | 'expected' | 'precision'>> = {},
): Contender => {
  const { reset, ...rest } = more;
  return {
    name,
    precision: 'float64',
    ...rest,
    outcome: () => {
      reset?.();
      return outcome();
    },
    sample: timed(work, reset),
  };
};
