import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { pathOf, tableOf } from '../../test/own-tables.ts';
import { codeFor } from './code.ts';
import { fitTable } from './fit.ts';
import { firstSettings, type Settings } from './settings.ts';

const folder = fileURLToPath(new URL('../../test-results/code', import.meta.url));

/** Type checks and runs the code in Node beside its table; returns what it prints. */
const run = (file: string, code: string): string => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(pathOf(file), join(folder, file));
  writeFileSync(join(folder, 'fit.mts'), code);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '@betahat/settings/tsconfig.json',
      compilerOptions: { types: ['node'] },
      files: ['fit.mts'],
    }),
  );
  const tsc = fileURLToPath(import.meta.resolve('@typescript/native/package.json'));
  execFileSync(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', folder]);
  return execFileSync(process.execPath, ['--conditions=@betahat/source', 'fit.mts'], {
    cwd: folder,
    encoding: 'utf8',
  });
};

const changes: [string, Partial<Settings>][] = [
  ['people.csv', {}],
  ['iris.csv', { solver: 'lbfgs', heldOut: 0, columns: ['petal_length_cm', 'petal_width_cm'] }],
];

test.each(changes)(
  'the code for %s compiles and prints the numbers of the page',
  async (file, change) => {
    const table = tableOf(file);
    const settings = { ...firstSettings(table), ...change };
    const { pipeline } = await fitTable(table, settings);
    const printed = run(file, codeFor(file, settings, pipeline.classes.length));
    expect(printed).toContain(`objective: ${pipeline.report.objective},`);
    expect(printed).toContain(
      `${inspect(pipeline.names)} ${inspect(pipeline.coefficientsInOriginalUnits())}`,
    );
  },
);

test('names with quotes and backslashes become strings', () => {
  const settings = { ...firstSettings(tableOf('people.csv')), target: `it's "a\\b"` };
  expect(codeFor('x.csv', settings, 2)).toContain(`target: 'it\\'s "a\\\\b"',`);
});
