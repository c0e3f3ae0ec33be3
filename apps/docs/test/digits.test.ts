import { describe, expect } from 'vitest';
import { readPixels, trainDigits } from '../src/digits/model.ts';
import { percent } from '../src/plot/numbers.ts';
import { tableOf } from './own-tables.ts';
import { expectAccessible, expectNoOverflow, open, siteTest, swipe } from './site.ts';

describe('the digits', () => {
  siteTest('a drawn circle is read as 0, and a row of the table as in Node', async () => {
    const { page, faults, done } = await open('digits');
    await page.locator('[data-trained]').waitFor();
    const pad = page.getByRole('application');
    const box = (await pad.boundingBox())!;
    const point = (i: number): [number, number] => [
      box.x + box.width * (0.5 + 0.22 * Math.cos((i * Math.PI) / 20)),
      box.y + box.height * (0.5 + 0.36 * Math.sin((i * Math.PI) / 20)),
    ];
    await page.mouse.move(...point(0));
    await page.mouse.down();
    for (let i = 1; i <= 40; i++) await page.mouse.move(...point(i));
    await page.mouse.up();
    const digit = () => page.locator('[data-digit]').textContent();
    await expect.poll(digit).toBe('0');

    await page.getByRole('button', { name: 'Show one of the table' }).click();
    const table = tableOf('digits.csv');
    const { model } = await trainDigits(table);
    const row = Float64Array.from({ length: 64 }, (_, j) => Number(table.columns[j]![601]));
    await expect
      .poll(() => page.locator('[data-probability]').allTextContents())
      .toEqual(
        readPixels(model, row)
          .map(percent)
          .map((text) => expect.stringContaining(text)),
      );
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await done();
  });

  siteTest('keyboard and finger draw, on a narrow dark screen, offline', async () => {
    const { page, faults, done } = await open('digits', { width: 390, dark: true });
    await page.locator('[data-trained]').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('application').focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    const digit = () => page.locator('[data-digit]').textContent();
    await expect.poll(digit).toMatch(/^\d$/);
    expect(await page.locator('.pad path').getAttribute('d')).toMatch(/^M.*L/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(digit).toBe('nothing yet');
    const box = (await page.getByRole('application').boundingBox())!;
    const circle = Array.from({ length: 40 }, (_, i) => {
      const angle = (i * Math.PI) / 19;
      return [
        box.x + box.width * (0.5 + 0.22 * Math.cos(angle)),
        box.y + box.height * (0.5 + 0.36 * Math.sin(angle)),
      ] as const;
    });
    await swipe(page, circle);
    await expect.poll(digit).toBe('0');
    await expectNoOverflow(page);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await done();
  });
});
