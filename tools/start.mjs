/**
 * `npm start`: builds the command line program and fits the two tables that ship with the
 * repository; `npm start -- fit my.csv --target y` runs the program with these arguments, in the
 * folder where the user stands.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './machine.mjs';
import { node } from './process.mjs';

const folder = join(root, 'apps', 'cli');
const program = join(folder, '.start', 'main.js');

const shown = [
  { file: 'data/breast_cancer.csv', target: 'diagnosis' },
  { file: 'data/iris.csv', target: 'species' },
];

const NEXT = `Try next:
  npm start -- fit path/to/table.csv --target column --test-size 0.25 --model model.json
  npm start -- predict model.json new-rows.csv
  npm start -- --help
  npm test                 every check of this repository
  npm run docs             the documentation, in the browser
`;

/**
 * One file from the TypeScript source of the program and of our packages. The build that is
 * published (tsup, with declarations) needs ten times the packages and a minute; `npm test` makes and checks it.
 */
const bundle = () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return build({
    entryPoints: [join(folder, 'src', 'main.ts')],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    conditions: ['@betahat/source'],
    external: Object.keys(dependencies).filter((name) => !name.startsWith('@betahat/')),
    logLevel: 'error',
  });
};

export const run = async (args) => {
  await bundle();
  if (args.length > 0)
    return (
      await node([program, ...args], {
        show: true,
        cwd: process.env['INIT_CWD'] ?? process.cwd(),
        input: 'inherit',
      })
    ).code;
  for (const { file, target } of shown) {
    const fit = ['fit', file, '--target', target, '--test-size', '0.25', '--seed', '0'];
    process.stdout.write(`\n$ betahat ${fit.join(' ')}\n\n`);
    const { code } = await node([program, ...fit], { show: true });
    if (code !== 0) return code;
  }
  process.stdout.write(`\n${NEXT}`);
  return 0;
};
