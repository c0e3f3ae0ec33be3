import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { betahat, shipped } from './betahat.ts';

test('help has examples and exit codes, for the program and each command', async () => {
  for (const args of [
    ['--help'],
    ['fit', '--help'],
    ['predict', '-h'],
    ['evaluate', '--help'],
    ['explain', '--help'],
    ['describe', '--help'],
    ['help', 'fit'],
    ['help'],
  ]) {
    const { code, stdout, stderr } = await betahat(...args);
    expect([code, stderr], args.join(' ')).toEqual([0, '']);
    expect(stdout).toContain('Examples:\n  betahat ');
    expect(stdout).toContain('Exit codes:');
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test('version', async () => {
  expect(await betahat('--version')).toEqual({
    code: 0,
    stdout: `${manifest.version}\n`,
    stderr: '',
  });
});

const iris = shipped('iris');
const fit = (...args: string[]) => ['fit', iris, '--target', 'species', ...args];

test.each<[string, string[], string]>([
  ['no command', [], 'give a command'],
  ['an unknown command', ['train', iris], "unknown command 'train'"],
  ['no file', ['fit', '--target', 'y'], "missing required argument 'files'"],
  ['no target', ['fit', iris], 'give the column of class labels: --target'],
  ['an unknown option', fit('--lambda', '1'), "unknown option '--lambda'"],
  [
    'a misspelt option',
    ['fit', iris, '--targt', 'y'],
    "unknown option '--targt' (Did you mean --target?) (see betahat fit --help)",
  ],
  ['a second file that is missing', fit('b.csv'), 'b.csv: no such file'],
  ['a file twice', fit(iris), 'the file is named twice'],
  ['an option without its value', fit('--l2'), "option '--l2 <number>' argument missing"],
  ['a negative penalty', fit('--l2', '-1'), 'a number from 0 up'],
  ['a penalty that is no number', fit('--l2', 'one'), 'a number from 0 up'],
  ['an empty penalty', fit('--l2='), 'a number from 0 up'],
  ['all rows held out', fit('--test-size', '1'), 'less than, 1'],
  ['a seed with decimals', fit('--seed', '1.5'), 'an integer from 0'],
  ['a negative seed', fit('--seed', '-1'), 'an integer from 0'],
  ['no iterations', fit('--max-iterations', '0'), 'an integer from 1'],
  ['a tolerance of zero', fit('--tolerance', '0'), 'a number above 0'],
  ['a model in place of the table', fit('--model', iris), 'would replace the table'],
  ['a model in no directory', fit('--model', '/no/such/place/m.json'), 'no such directory'],
  ['a model that is a directory', fit('--model', '/'), '/: a directory, not a file'],
])('%s is one line and exit code 2', async (_, args, expected) => {
  const { code, stdout, stderr } = await betahat(...args);
  expect(stderr).toContain(expected);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect([code, stdout]).toEqual([2, '']);
});
