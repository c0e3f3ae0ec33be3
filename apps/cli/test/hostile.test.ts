import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betahat, csv, folder, twoClasses } from './betahat.ts';

const { at, file, path } = folder();
const good = csv(twoClasses(60));
const rows = good.trimEnd().split('\n').slice(1);
const model = at('model.json');
await betahat('fit', file('good.csv', good), '-t', 'y', '-m', model);

/** Random bytes without NUL, by a generator of its own so that every run has the same. */
const junk = (bytes: number): Uint8Array => {
  let state = 1;
  return Uint8Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24) % 255 || 1;
  });
};

const names = Array.from({ length: 100_000 }, (_, j) => `c${j}`);

test.each<[string, string | Uint8Array, string]>([
  ['a line beyond what can be read', `x,y\n1,${'q'.repeat(3_000_000)}\n`, 'longer than 2 MB'],
  ['a class of 1 MB', `x,y\n1,a\n2,${'q'.repeat(1_000_000)}\n`, 'a label of 1,000,000 characters'],
  ['100,000 columns', `${names},y\n${names.map((_, j) => j)},a\n`, '100,001 columns, more than'],
  ['the header twice', good + good, 'row 61 repeats the header'],
  ['the header twice, with blanks', `${good}x , z, y\n${rows[0]}\n`, 'row 61 repeats the header'],
  ['junk', junk(5000), 'betahat: error: '],
  ['junk with NUL', Uint8Array.of(...junk(500), 0, 1), 'binary data'],
  ['an executable', Buffer.from('\u007fELF\u0002\u0001\u0001\u0000\u0000'), 'binary data'],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'no column "y"'],
])('%s: one clear line, exit code 2, nothing written', async (_, content, expected) => {
  const table = file('bad.csv', content);
  const commands = [
    ['fit', table, '-t', 'y', '-m', at('out.json')],
    ['describe', table, '-t', 'y'],
  ];
  for (const command of commands) {
    const { code, stdout, stderr } = await betahat(...command);
    const errors = stderr.trimEnd().split('\n');
    expect(stderr, command[0]).toContain(expected);
    expect([code, stdout, errors.length], stderr).toEqual([2, '', 1]);
    expect(stderr.length).toBeLessThan(400);
  }
  expect(readdirSync(path).sort()).toEqual(['bad.csv', 'good.csv', 'model.json']);
});

test('a cell of 1 MB among words does no harm', async () => {
  const long = rows.map((row, i) => `${row},${i === 7 ? 'q'.repeat(1_000_000) : `n${i % 3}`}`);
  const table = file('long.csv', `x,z,y,note\n${long.join('\n')}\n`);
  const { code, stdout, stderr } = await betahat('fit', table, '-t', 'y', '-m', at('long.json'));
  expect([code, stderr]).toEqual([0, '']);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(100);
  expect((await betahat('predict', at('long.json'), table)).code).toBe(0);
});

test('cells and labels that look like formulas are text', async () => {
  const formulas = rows.map((row, i) => {
    const [x, z, y] = row.split(',');
    return `${x},${z},${i % 2 ? '=1+1' : "=cmd|'/c calc'!A0"},${y === 'yes' ? '@SUM(1)' : '+1-1'}`;
  });
  const table = file('formula.csv', `x,z,=HYPERLINK(1),y\n${formulas.join('\n')}\n`);
  const { code, stdout } = await betahat('fit', table, '-t', 'y', '-m', at('f.json'), '--json');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.types).toEqual(['numeric', 'numeric', 'categorical']);
  expect(report.classes.map(({ label }: { label: string }) => label)).toEqual(['+1-1', '@SUM(1)']);
});

test('names of JavaScript objects are names like others', async () => {
  const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const odd = rows.map((row, i) => `${row.split(',').slice(0, 2)},${words[i % 4]},${words[i % 3]}`);
  const table = file('proto.csv', `__proto__,constructor,prototype,toString\n${odd.join('\n')}\n`);
  const fit = await betahat('fit', table, '-t', 'toString', '-m', at('proto.json'), '--json');
  expect(fit.code, fit.stderr).toBe(0);
  const report = JSON.parse(fit.stdout);
  expect(report.columns).toEqual(['__proto__', 'constructor', 'prototype']);
  const { code, stdout } = await betahat(
    'predict',
    at('proto.json'),
    table,
    '--json',
    '-k',
    '__proto__',
  );
  expect(code).toBe(0);
  const first = stdout.split('\n')[0]!;
  expect(first).toMatch(/^\{"__proto__":/);
  expect(first).toMatch(/"probabilities":\{"__proto__":[\d.e-]+,"constructor":/);
  expect({}).not.toHaveProperty('polluted');
});

test.skipIf(process.getuid?.() === 0)('an unreadable file', async () => {
  const table = file('secret.csv', good);
  chmodSync(table, 0);
  const { code, stderr } = await betahat('fit', table, '-t', 'y');
  expect([code, stderr]).toEqual([2, `betahat: error: ${table}: permission denied\n`]);
});

test.skipIf(!existsSync('/dev/full'))('a full disk under the model', async () => {
  const { code, stdout, stderr } = await betahat(
    'fit',
    at('good.csv'),
    '-t',
    'y',
    '-m',
    '/dev/full',
  );
  expect([code, stderr]).toEqual([2, 'betahat: error: /dev/full: no space left on the device\n']);
  // The fit is not lost.
  expect(stdout).toContain('Held-out rows');
});

test.skipIf(!existsSync('/dev/full'))('a device cannot hold Parquet', async () => {
  const args = ['predict', model, at('good.csv'), '-o', '/dev/full', '--format', 'parquet'];
  const { code, stderr } = await betahat(...args);
  expect([code, stderr]).toEqual([2, 'betahat: error: /dev/full: a device or pipe; name a file\n']);
});
