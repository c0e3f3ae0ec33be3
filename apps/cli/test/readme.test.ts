import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betahat, folder, shipped } from './betahat.ts';

test('the example of the README runs as it stands', async () => {
  const { at } = folder();
  copyFileSync(shipped('iris'), at('iris.csv'));
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```sh\n([^`]*)```/.exec(readme) ?? [];
  const commands = example.trim().split('\n');
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const [program, ...words] = command.split(' ');
    expect(program).toBe('betahat');
    const args = words.map((word) => (/\.(csv|json)$/.test(word) ? at(word) : word));
    const { code, stderr } = await betahat(...args);
    expect([code, stderr], command).toEqual([0, '']);
  }
  expect(existsSync(at('predictions.csv'))).toBe(true);
});
