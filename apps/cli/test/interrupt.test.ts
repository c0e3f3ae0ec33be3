import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betahat, betahatIn, folder, shipped } from './betahat.ts';

const { at } = folder();
const fit = ['fit', shipped('digits'), '-t', 'digit', '--l2', '0.001'];

test('Ctrl-C during a fit: the best model so far is shown, marked, not saved; exit code 130', async () => {
  let pressed = 0;
  const onInterrupt = (press: () => void) => {
    pressed += 1;
    press();
  };
  const { code, stdout, stderr } = await betahatIn({ onInterrupt })(...fit, '-m', at('never.json'));
  expect([code, pressed]).toEqual([130, 1]);
  expect(stdout).toContain('not converged (stopped)');
  expect(stdout).toContain('Held-out rows');
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(
    'betahat: error: stopped after 1 iteration; the fit did not converge',
  );
  expect(existsSync(at('never.json'))).toBe(false);
});

test('the same fit to its end', async () => {
  const { code, stdout } = await betahat(...fit);
  expect(code).toBe(0);
  expect(stdout).not.toContain('not converged');
});
