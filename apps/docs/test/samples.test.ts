import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useEngine } from '@betahat/linalg';
import { runExample } from '@betahat/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { modules } from './modules.ts';

const pages = fileURLToPath(new URL('../pages/api', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/samples', import.meta.url));

/** What samples speak of and do not declare. */
const SCENE: Record<string, string> = {
  X: 'const X = [[0], [1], [2], [3]];',
  y: "const y = ['no', 'no', 'yes', 'yes'];",
};

/** The same, where a sample of that package means something else; types are enough to compile. */
const OWN: Record<string, Record<string, string>> = {
  linalg: {
    X: 'declare const X: linalg.DenseMatrix;',
    y: 'declare const y: Float64Array;',
    w: 'declare const w: Float64Array;',
    walk: 'declare const walk: linalg.RowWalk;',
    worker: 'declare const worker: { web: () => Worker; node: () => URL };',
  },
  models: { text: 'declare const text: string;' },
  optimizers: {
    objective:
      "declare const objective: optimizers.Objective<Exclude<optimizers.Ask, 'penalty' | 'kronecker'>>;",
    penalty: 'declare const penalty: optimizers.SeparablePenalty;',
  },
};

interface Sample {
  readonly name: string;
  readonly package: string;
  readonly code: string;
}

/** The samples as the pages show them. */
const samples = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .flatMap((file): Sample[] => {
    const text = readFileSync(join(pages, file), 'utf8');
    return [...text.matchAll(/^#+ Examples?\n+```ts\n([\s\S]*?)^```/gm)].map(
      ({ 1: code, index }) => ({
        name: `${file}:${text.slice(0, index).split('\n').length}`,
        package: /^[a-z]+/.exec(file)![0],
        code: code!,
      }),
    );
  });

/** What has to stand before a sample so that it is whole. */
const sceneOf = (sample: Sample): string[] => {
  const code = sample.code.replaceAll(/\/\/.*/g, '');
  return Object.entries({ ...SCENE, ...OWN[sample.package] })
    .filter(
      ([name]) =>
        new RegExp(`(?<![\\w$.'])${name}(?![\\w$:'])`).test(code) &&
        !new RegExp(`\\b(const|let)\\b[^=]*\\b${name}\\b[^=]*=`).test(code),
    )
    .map(([, line]) => line);
};

describe('the samples of the API pages', () => {
  test('compile, all of them', () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const sample of samples) {
      const scene = sceneOf(sample);
      const spaces = ['linalg', 'optimizers']
        .filter((name) => scene.some((line) => line.includes(`${name}.`)))
        .map((name) => `import * as ${name} from '@betahat/${name}';`);
      const file = `${sample.name.replaceAll(/\W/g, '-')}.ts`;
      writeFileSync(
        join(folder, file),
        [...spaces, ...scene, sample.code, 'export {};', ''].join('\n'),
      );
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '@betahat/settings/tsconfig.json',
        // Docstrings are plain JavaScript too, run by their package's tests: parameters have no types.
        compilerOptions: {
          types: ['node'],
          noImplicitAny: false,
          useUnknownInCatchVariables: false,
          noPropertyAccessFromIndexSignature: false,
        },
        include: ['*.ts'],
      }),
    );
    const tsc = fileURLToPath(import.meta.resolve('@typescript/native/package.json'));
    const { stdout } = spawnSync(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    expect(samples.length).toBeGreaterThan(120);
    // A certificate may be null; the samples that read one have it, as running them shows.
    const found = stdout.split('\n').filter((line) => line !== '' && !line.includes('TS2531'));
    expect(found).toEqual([]);
  });

  // Those with a scene in types only are run by their package's tests, which have one in values.
  const whole = samples
    .map((sample) => ({ name: sample.name, code: sample.code, scene: sceneOf(sample).join('\n') }))
    .filter(({ scene }) => !scene.includes('declare'));
  beforeEach(() => {
    useEngine('auto');
  });
  test.each(whole)('$name runs', ({ name, code, scene }) => {
    for (const { line, got, wanted } of runExample({ name, code: `${scene}\n${code}` }, modules))
      expect(got, line).toEqual(wanted);
  });
});
