/**
 * `npm start`: builds the command line program and fits the two tables that ship with the
 * repository; `npm start -- fit my.csv --target y` runs the program with these arguments, in the
 * folder where the user stands.
 */
import { join } from 'node:path';
import { root } from './machine.mjs';
import { node, turbo } from './process.mjs';

const program = join(root, 'apps', 'cli', 'dist', 'main.js');

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

export const run = async (args) => {
  const built = await turbo(['run', 'build', '--filter=betahat', '--output-logs=errors-only']);
  if (built.code !== 0) {
    process.stderr.write(built.output);
    return built.code;
  }
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
