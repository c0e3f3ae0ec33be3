import type { Settings } from './settings.ts';
import { SEED } from './split.ts';

/** A string literal in single quotes. */
const quoted = (value: string) =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** The methods that take options in this page. */
const methodCode = ({ solver, learningRate }: Settings) =>
  solver === 'gradientDescent'
    ? `gradientDescent({ learningRate: ${learningRate} })`
    : `${solver}()`;

/** TypeScript that fits the same model from the same file in Node: the same rows, the same numbers. */
export const codeFor = (file: string, settings: Settings, classes: number): string => {
  const { target, columns, l1, l2, solver, intercept, heldOut } = settings;
  const pipeline = classes === 2 ? 'LogisticPipeline' : 'SoftmaxPipeline';
  const options = [
    `target: ${quoted(target)},`,
    `columns: [${columns.map(quoted).join(', ')}],`,
    `l2: ${l2},`,
    ...(l1 > 0 ? [`l1: ${l1},`] : []),
    ...(intercept ? [] : ['intercept: false,']),
    ...(solver === 'auto' ? [] : [`solver: ${methodCode(settings)},`]),
  ];
  return [
    "import { readFileSync } from 'node:fs';",
    ...(solver === 'auto' ? [] : [`import { ${solver} } from '@betahat/optimizers';`]),
    `import { ${pipeline} } from '@betahat/pipeline';`,
    ...(heldOut > 0 ? ["import { trainTestSplit } from '@betahat/random';"] : []),
    "import Papa from 'papaparse';",
    '',
    `const text = readFileSync(${quoted(file)}, 'utf8');`,
    'const { data } = Papa.parse<Record<string, string>>(text, {',
    '  header: true,',
    '  transformHeader: (name) => name.trim(),',
    "  skipEmptyLines: 'greedy',",
    '});',
    ...(heldOut > 0
      ? [
          `const labels = data.map((row) => row[${quoted(target)}]!);`,
          'const { train, test } = trainTestSplit(data.length, {',
          `  testSize: ${heldOut},`,
          `  seed: ${SEED},`,
          '  stratify: labels,',
          '});',
          'const rows = (chosen: Uint32Array) => Array.from(chosen, (i) => data[i]!);',
          '',
          `const pipeline = ${pipeline}.fit(rows(train), {`,
        ]
      : ['', `const pipeline = ${pipeline}.fit(data, {`]),
    ...options.map((line) => `  ${line}`),
    '});',
    'console.log(pipeline.report);',
    'console.log(pipeline.names, pipeline.coefficientsInOriginalUnits());',
    ...(heldOut > 0 ? ['console.log(pipeline.predict(rows(test)));'] : []),
    '',
  ].join('\n');
};
