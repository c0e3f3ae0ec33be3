import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csr, dense, type FloatArray } from '@betahat/linalg';
import type { Problem } from './problem.ts';

type Numbers = Float64Array | Uint32Array;

/** What other programs need to know beside the arrays. */
interface Meta {
  readonly name: string;
  readonly family: Problem['family'];
  readonly kind: 'dense' | 'csr';
  readonly rows: number;
  readonly cols: number;
  readonly classes: number;
  readonly penalties: Problem['penalties'];
}

/** Without a copy where it is one already. */
const float64 = (values: FloatArray) =>
  values instanceof Float64Array ? values : Float64Array.from(values);

const save = (file: string, values: Numbers) =>
  writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

const bytes = (file: string) => {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  // A small file may come in a part of Node's pool, which begins at 0 too.
  const isWhole = byteLength === buffer.byteLength;
  return isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
};

/** Writes a problem where other processes find it: meta.json, y.f64, X.f64 or the three parts of CSR. */
export const writeProblem = (folder: string, problem: Problem): void => {
  mkdirSync(folder, { recursive: true });
  const { name, family, X, y, classes, penalties } = problem;
  const { kind, rows, cols } = X;
  const meta: Meta = { name, family, kind, rows, cols, classes, penalties };
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
  save(join(folder, 'y.f64'), y);
  if (X.kind === 'dense') save(join(folder, 'X.f64'), float64(X.data));
  else {
    save(join(folder, 'values.f64'), float64(X.values));
    save(join(folder, 'columns.u32'), X.columns);
    save(join(folder, 'rowStart.u32'), X.rowStart);
  }
};

/** Reads what `writeProblem` wrote. */
export const readProblem = (folder: string): Problem => {
  const { kind, rows, cols, ...rest } = JSON.parse(
    readFileSync(join(folder, 'meta.json'), 'utf8'),
  ) as Meta;
  const f64 = (name: string) => new Float64Array(bytes(join(folder, name)));
  const u32 = (name: string) => new Uint32Array(bytes(join(folder, name)));
  const X =
    kind === 'dense'
      ? dense(rows, cols, f64('X.f64'))
      : csr(rows, cols, f64('values.f64'), u32('columns.u32'), u32('rowStart.u32'));
  return { ...rest, X, y: f64('y.f64') };
};
