import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import { expect, test } from 'vitest';
import { betahatIn, folder, shipped } from './betahat.ts';

const { at } = folder();
copyFileSync(shipped('iris'), at('iris.csv'));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```(sh|js)\n(.*?)```/gs)];

/** A command line as a shell takes it apart, with files in the folder of the test. */
const words = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) =>
      double ?? single ?? (/\.(csv|json)$/.test(plain!) ? at(plain!) : plain!),
  );

test('the commands of the README run as they stand, in its order', async () => {
  const commands = blocks
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , text]) => text!.trim().split('\n'));
  expect(commands).toHaveLength(7);
  for (const command of commands) {
    const [, piped, rest] = /^(?:cat (\S+) \| )?betahat (.*)$/.exec(command)!;
    const stdin = piped === undefined ? {} : { stdin: readFileSync(at(piped)) };
    const { code, stdout, stderr } = await betahatIn(stdin)(...words(rest!));
    expect([code, stderr], command).toEqual([0, '']);
    expect(stdout === '', command).toBe(/--output/.test(command));
  }
  expect(existsSync(at('predictions.csv'))).toBe(true);
});

test('the model file is read as the README says', () => {
  const [, , code = ''] = blocks.find(([, language]) => language === 'js')!;
  const [, record = ''] = /const iris = (\{.*?\});/s.exec(code)!;
  const [, answer] = /predict\(iris\)\); \/\/ '(\w+)'/.exec(code)!;
  const iris = JSON.parse(record.replace(/(\w+):/g, '"$1":').replace(/,\s*\}/, '}'));
  const predictor = pipelineFromJSON(JSON.parse(readFileSync(at('iris.json'), 'utf8')));
  expect(predictor.predict(iris)).toBe(answer);
});

test('the options that the README names are those of the program', async () => {
  const helps = await Promise.all(
    ['describe', 'fit', 'predict', 'evaluate', 'explain'].map(
      async (command) => (await betahatIn({})(command, '--help')).stdout,
    ),
  );
  for (const [option] of readme.matchAll(/--[a-z][a-z0-9-]+/g))
    if (!['--help', '--global'].includes(option))
      expect(helps.join('\n'), option).toContain(`${option} `);
});
