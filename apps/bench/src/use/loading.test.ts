import { expect, test } from 'vitest';
import { folder } from '../folder.ts';
import { loadings } from './loading.ts';

const imported = (name: string, load: string) => ({
  ...{ name, load, at: folder('.'), from: 'apps/bench', bundle: '' },
});

test('an import is timed in processes of its own; what cannot be loaded tells why, not where', () => {
  const [noisy, missing] = loadings(
    [
      imported('noisy', `console.log('noise'); await import('node:url')`),
      imported('missing', `await import('no-such-package')`),
    ],
    null,
  );
  expect(noisy!.excluded).toBeNull();
  expect(noisy!.rounds).toHaveLength(7);
  for (const ms of noisy!.rounds) expect(ms).toBeGreaterThan(0);
  expect(missing!.rounds).toEqual([]);
  expect(missing!.excluded).toMatch(/Cannot find package 'no-such-package'$/);
});
