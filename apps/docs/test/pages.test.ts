import { expect } from 'vitest';
import { expectAccessible, expectNoOverflow, open, siteTest } from './site.ts';

/** Pages to read: what a guide may cost is 150 kB of script. */
const PAGES = [
  '',
  'guide/choose',
  'guide/coming-from',
  'guide/extend',
  'sizes',
  'benchmarks',
  'api/',
  'api/random',
];
const BUDGET = 150_000;

siteTest.each(PAGES.map((path, i) => [path, i % 2 === 0 ? 'light' : 'dark'] as const))(
  '/%s, %s, is small, narrow and accessible',
  async (path, scheme) => {
    const { page, faults, scriptBytes, done } = await open(path, {
      width: 390,
      dark: scheme === 'dark',
    });
    await expectNoOverflow(page);
    await expectAccessible(page);
    const bytes = await scriptBytes();
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(BUDGET);
    expect(faults).toEqual([]);
    await done();
  },
);

siteTest('search finds a docstring without a request to elsewhere', async () => {
  const { page, faults, done } = await open('');
  const input = page.locator('.VPLocalSearchBox input');
  // The box is loaded when it is asked for: what is typed before it has the focus is lost.
  await expect
    .poll(async () => {
      if ((await input.count()) === 0) await page.keyboard.press('Control+k');
      return input.count();
    })
    .toBe(1);
  await input.fill('SeparationError');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  expect(faults).toEqual([]);
  await done();
});
