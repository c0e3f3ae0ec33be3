import { expect, test } from 'vitest';
import { betahatIn, folder, type Surroundings } from './betahat.ts';

const ESCAPE = '\u001b[';
const { file } = folder();
const table = ['x,same,y', ...Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},1,${i % 2}`)];
const args = ['fit', file('t.csv', table.join('\n')), '--target', 'y'];

const colours = async (surroundings: Surroundings) => {
  const { stdout, stderr } = await betahatIn(surroundings)(...args);
  return [stdout.includes(ESCAPE), stderr.includes(ESCAPE)];
};

test('colours on a terminal only', async () => {
  expect(await colours({ isTerminal: true })).toEqual([true, true]);
  expect(await colours({ isTerminal: false })).toEqual([false, false]);
  expect(await colours({ isTerminal: false, env: { FORCE_COLOR: '1' } })).toEqual([false, false]);
});

test('NO_COLOR and a dumb terminal are obeyed', async () => {
  expect(await colours({ isTerminal: true, env: { NO_COLOR: '1' } })).toEqual([false, false]);
  expect(await colours({ isTerminal: true, env: { NO_COLOR: '' } })).toEqual([true, true]);
  expect(await colours({ isTerminal: true, env: { TERM: 'dumb' } })).toEqual([false, false]);
});

test('colours do not change the text', async () => {
  const coloured = await betahatIn({ isTerminal: true })(...args);
  const bare = await betahatIn({})(...args);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  const uncoloured = coloured.stdout.replace(/\u001b\[\d+m/g, '');
  const timeless = (text: string) => text.replace(/[\d.]+ fitting, [\d.]+ reading/, '');
  expect(timeless(uncoloured)).toBe(timeless(bare.stdout));
});
