import { expect, test } from 'vitest';
import { policyFits } from './policy/fits.ts';

test('in a worker of a browser fits are those of its page, to the bit', async () => {
  const worker = new Worker(new URL('./policy/in-worker.ts', import.meta.url), { type: 'module' });
  const there = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  worker.terminate();
  const here = await policyFits();
  expect(there).toEqual(here);
  expect(here.engine).not.toBe('plain');
  expect(here.where).toContain('its data were read in a worker');
});
