/**
 * A stranger's empty folder: one package installed by npm and nothing else, then used as an ES
 * module, as CommonJS, from TypeScript with its own declarations checked, and by its README example.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../machine.mjs';
import { binOf, node, npm } from '../process.mjs';

const must = async (what, ran) => {
  const { code, output, stdout } = await ran;
  if (code !== 0) throw new Error(`${what}:\n${output}`);
  return stdout;
};

/** Import paths of a package: "." is its name, "./simd" is name/simd. */
const entriesOf = ({ name, exports = {} }) =>
  Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));

const installed = (folder) =>
  readdirSync(join(folder, 'node_modules'))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(folder, 'node_modules', name)).map((inner) => `${name}/${inner}`)
        : [name],
    )
    .sort();

const firstExample = (markdown) => /^```ts\r?\n(.*?)^```/ms.exec(markdown)?.[1];

/** The first ```ts block of the packed README; the root README's belongs to models. */
const examplesOf = ({ name, files }) => {
  const readmes = [files.find(({ path }) => path === 'README.md')?.data.toString('utf8') ?? ''];
  if (name === '@betahat/models') readmes.push(readFileSync(join(root, 'README.md'), 'utf8'));
  return readmes.map((readme) => {
    const example = firstExample(readme);
    if (example === undefined) throw new Error('README.md has no ```ts example');
    return example;
  });
};

const program = (entries, load) =>
  `const names = {};\n${entries.map((entry) => `names['${entry}'] = Object.keys(${load(entry)}).filter((name) => name !== '__esModule' && name !== 'module.exports').sort();\n`).join('')}console.log(JSON.stringify(names));\n`;

const asModule = async (folder, entries) => {
  writeFileSync(
    join(folder, 'esm.mjs'),
    program(entries, (entry) => `await import('${entry}')`),
  );
  writeFileSync(
    join(folder, 'cjs.cjs'),
    program(entries, (entry) => `require('${entry}')`),
  );
  const esm = await must('as an ES module', node(['esm.mjs'], { cwd: folder }));
  const cjs = await must('as CommonJS', node(['cjs.cjs'], { cwd: folder }));
  if (esm !== cjs) throw new Error(`ES module and CommonJS export different names:\n${esm}${cjs}`);
};

/** Workers start from the installed files, in both formats, and the process exits by itself. */
const asThreads = async (folder, entries) => {
  const entry = entries.find((name) => name === '@betahat/linalg/threads');
  if (entry === undefined) return;
  const body = `
const A = allocateShared(6000, 100);
A.data.fill(0.5);
const products = threadedProducts({ threads: 2 });
const now = products.gram(A).data[5];
products.gramAsync(A).then(({ data }) => console.log(JSON.stringify([now, data[5], products.report()])));
`;
  const names = '{ allocateShared, threadedProducts }';
  writeFileSync(join(folder, 'threads.mjs'), `import ${names} from '${entry}';${body}`);
  writeFileSync(join(folder, 'threads.cjs'), `const ${names} = require('${entry}');${body}`);
  for (const file of ['threads.mjs', 'threads.cjs']) {
    const out = (await must(`threads, ${file}`, node([file], { cwd: folder }))).trim();
    const expected = '[1500,1500,{"threads":2,"workers":2,"reason":null}]';
    if (out !== expected) throw new Error(`${file}: ${out}; expected ${expected}`);
  }
};

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  lib: ['ES2022', 'DOM'],
  types: [],
};

const asTypes = async (folder, entries, examples) => {
  const uses = (how) =>
    entries
      .map((entry, i) => `${how(entry, `entry${i}`)}\nexport const used${i}: object = entry${i};\n`)
      .join('');
  writeFileSync(
    join(folder, 'use.mts'),
    uses((entry, as) => `import * as ${as} from '${entry}';`),
  );
  writeFileSync(
    join(folder, 'use.cts'),
    uses((entry, as) => `import ${as} = require('${entry}');`),
  );
  const check = async (name, options, files) => {
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files }),
    );
    const tsc = binOf('@typescript/native', 'tsc');
    await must(`types, ${name}`, node([tsc, '-p', `${name}.json`], { cwd: folder }));
  };
  await check('nodenext', { module: 'nodenext' }, ['use.mts', 'use.cts', ...examples]);
  await check('bundler', { module: 'esnext', moduleResolution: 'bundler' }, ['use.mts']);
};

/** Bits of a fit of 300 000 rows on this thread and in a worker; the process must end by itself. */
const LARGE_FIT = `
const rows = 300_000;
const data = Float64Array.from({ length: rows * 20 }, (_, i) => Math.sin(i * i + i));
const X = { kind: 'dense', rows, cols: 20, data };
const y = Array.from({ length: rows }, (_, i) => data[20 * i] + data[20 * i + 1] > data[20 * i + 2]);
const here = models.LogisticRegression.fit(X, y);
models.LogisticRegression.fitAsync(X, y).then((there) => {
  const same = String(here.coefficients) === String(there.coefficients);
  console.log(same ? there.report.reason : 'other coefficients');
});
`;

/** What needs a file of the package besides its entries: the worker of fitAsync. */
const asWorker = async (folder, { name }) => {
  if (name !== '@betahat/models') return;
  const loads = {
    'worker.mjs': `import * as models from '${name}';`,
    'worker.cjs': `const models = require('${name}');`,
  };
  for (const [file, load] of Object.entries(loads)) {
    writeFileSync(join(folder, file), load + LARGE_FIT);
    const said = await must(`fitAsync, ${file}`, node([file], { cwd: folder }));
    if (!said.trim().endsWith('; its data were read in a worker'))
      throw new Error(`fitAsync, ${file}: ${said}`);
  }
};

/** The program as its user has it: every command, on the tables in data/ and on an odd one of 1e6 rows. */
const asProgram = async (folder, { name, bin = {} }) => {
  for (const path of Object.values(bin)) {
    const run = (...args) =>
      must(
        `${name} ${args.join(' ')}`,
        node([join(folder, 'node_modules', name, path), ...args], { cwd: folder }),
      );
    await run('--help');
    for (const [table, target] of TABLES) {
      const file = join(root, 'data', `${table}.csv`);
      const model = `${table}.json`;
      await run('describe', file, '--target', target);
      await run('fit', file, '--target', target, '--model', model);
      await run('predict', model, file, '--output', `${table}.parquet`);
      await run('evaluate', model, file);
      await run('explain', model, file, '--row', '1');
    }
    writeFileSync(join(folder, 'odd.csv'), oddTable(1_000_000));
    const fit = await run(
      ...['fit', 'odd.csv', '--target', '日本', '--missing', 'NA', '--model', 'odd.json', '--json'],
    );
    const { rows, types, fit: report } = JSON.parse(fit);
    const found = JSON.stringify([rows, types, report.converged]);
    const expected = '[1000000,["numeric","numeric","categorical","date","boolean"],true]';
    if (found !== expected) throw new Error(`${name} fit: ${found}; expected ${expected}`);
    await run(...['predict', 'odd.json', 'odd.csv', '--missing', 'NA', '--output', 'odd-out.csv']);
    const lines = readFileSync(join(folder, 'odd-out.csv'), 'utf8').split('\n').length - 2;
    if (lines !== 1_000_000) throw new Error(`${name} predict: ${lines} lines`);
  }
};

const TABLES = [
  ['iris', 'species'],
  ['breast_cancer', 'diagnosis'],
  ['wine', 'cultivar'],
  ['digits', 'digit'],
];

/** Words, holes, dates, quotes, unicode names, a byte-order mark, CR LF. */
const oddTable = (rows) => {
  const lines = ['\ufeff"Größe, cm","say ""hi""",Insel,gesehen,alt genug,日本'];
  for (let i = 0; i < rows; i++) {
    const size = 150 + ((i * 37) % 401) / 10;
    const island = ['Biscoe', '"Dream, ""west"""', 'Torgersen', ''][(i * 7) % 4];
    const label = size + (((i * 7919) % 1009) / 50 - 10) > 170 ? 'ja' : 'nein';
    const month = String(1 + (i % 12)).padStart(2, '0');
    lines.push(
      `${i % 11 === 0 ? '' : size.toFixed(1)},${i % 50 === 3 ? 'NA' : i % 7},${island},2007-${month}-01,${i % 3 > 0},${label}`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
};

const install = async (folder, { name, manifest, tarball }, registry) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(join(folder, '.npmrc'), `@betahat:registry=${registry.origin}/\n`);
  const what = name.startsWith('@betahat/') ? `${name}@${manifest.version}` : tarball;
  await must(
    'npm install',
    npm(['install', '--no-audit', '--no-fund', '--prefer-offline', what], { cwd: folder }),
  );
};

/** @returns what npm installed. @throws with the output of whatever failed */
export const useAsStranger = async (pack, registry, into) => {
  const folder = join(into, `stranger-${pack.folder.replaceAll('/', '-')}`);
  await install(folder, pack, registry);
  const entries = entriesOf(pack.manifest);
  if (entries.length > 0) {
    const examples = examplesOf(pack).map((code, i) => {
      writeFileSync(join(folder, `example${i}.mts`), code);
      return `example${i}.mts`;
    });
    await asModule(folder, entries);
    await asThreads(folder, entries);
    await asTypes(folder, entries, examples);
    for (const example of examples) await must('README example', node([example], { cwd: folder }));
  }
  await asWorker(folder, pack.manifest);
  await asProgram(folder, pack.manifest);
  return installed(folder);
};
