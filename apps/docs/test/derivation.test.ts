import { describe, expect } from 'vitest';
import { cellResult } from '../src/derivation/cells.ts';
import { losses, optimum } from '../src/derivation/training.ts';
import { shown } from '../src/plot/numbers.ts';
import { expectAccessible, expectNoOverflow, htmlOf, open, siteTest, swipe } from './site.ts';

describe('the derivation', () => {
  siteTest(
    'shows what the packages compute in Node, next to the digits of the notebook',
    async () => {
      const { page, faults, scriptBytes, done } = await open('derivation');
      const here = (cell: string) => page.locator(`[data-cell=${cell}] [data-here]`).first();
      for (const cell of ['cell2', 'cell4', 'cell8', 'cell9', 'cell11'] as const)
        await expect
          .poll(() => here(cell).textContent(), { timeout: 20_000 })
          .toBe(shown(cellResult(cell).loss.here, 10));

      const run = losses('cell6', 0.001);
      const trace = Array.from({ length: 10_000 }, () => run.next().value);
      const last = page.locator('[data-training=cell6] [data-epoch="10000"] [data-here]');
      await expect
        .poll(async () => Number(await last.textContent()), { timeout: 30_000 })
        .toBeCloseTo(trace[9999]!, 10);
      expect(trace[9999]).toBeCloseTo(optimum('cell6').loss, 8);

      const point = page.locator('[data-points] [role=button]').first();
      const before = await point.getAttribute('aria-label');
      await point.scrollIntoViewIfNeeded();
      const box = (await point.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      const told = await page.locator('[data-touched]').textContent();
      await page.mouse.move(box.x + 60, box.y + 40, { steps: 4 });
      await expect.poll(() => page.locator('[data-touched]').textContent()).not.toBe(told);
      await page.mouse.up();
      await expect.poll(() => point.getAttribute('aria-label')).not.toBe(before);

      await expectAccessible(page);
      expect(faults).toEqual([]);
      const bytes = await scriptBytes();
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThan(130_000);
      await done();
    },
  );

  siteTest('paints its text and formulas without any script', async () => {
    const html = await htmlOf('derivation');
    expect(html).toContain('Beside each stand the digits');
    expect(html).toContain('class="katex"');
    expect(html).toContain('binaryCrossEntropyOnProbabilities');
  });

  siteTest('compiles no WebAssembly before the first paint', async () => {
    const { page, done } = await open('derivation', {
      before: () => {
        const { Module } = WebAssembly;
        WebAssembly.Module = new Proxy(Module, {
          construct: (target, bytes: [BufferSource]) => {
            performance.mark('wasm');
            return new target(...bytes);
          },
        });
      },
    });
    const times = () =>
      page.evaluate(() => {
        const first = (name: string) => performance.getEntriesByName(name)[0]?.startTime;
        return { paint: first('first-contentful-paint'), wasm: first('wasm') };
      });
    await expect.poll(async () => (await times()).wasm).toBeDefined();
    const { paint, wasm } = await times();
    expect(paint).toBeLessThan(wasm!);
    await done();
  });

  siteTest('sliders and points work by keyboard and finger, narrow, dark, offline', async () => {
    const { page, faults, done } = await open('derivation', { width: 390, dark: true });
    await page.context().setOffline(true);
    const panel = page.locator('[data-training=cell6]');
    await panel.getByRole('slider', { name: 'learning rate' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => panel.locator('.value').first().textContent()).toBe('0.0013');
    expect(await panel.getByText("The notebook's digits belong").isVisible()).toBe(true);

    const point = page.locator('[data-points] [role=button]').first();
    const words = page.locator('[data-points] .words');
    const before = await words.textContent();
    await point.focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => words.textContent()).not.toBe(before);
    expect(await point.getAttribute('aria-label')).toContain('class A');
    await page.keyboard.press('Space');
    await expect.poll(() => point.getAttribute('aria-label')).toContain('class B');

    const other = page.locator('[data-points] [role=button]').nth(3);
    await other.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await other.boundingBox())!;
    // Not scrollY: a line that comes or goes further up moves that, and leaves what is seen in place.
    const plot = page.locator('[data-points] svg').first();
    const seen = (await plot.boundingBox())!.y;
    const told = await other.getAttribute('aria-label');
    const way = Array.from(
      { length: 12 },
      (_, i) => [x + width / 2 + 2 * i, y + height / 2 - 6 * i] as const,
    );
    await swipe(page, way);
    await expect.poll(() => other.getAttribute('aria-label')).not.toBe(told);
    const moved = (await other.boundingBox())!;
    expect(moved.y).toBeCloseTo(y - 66, -1);
    expect((await plot.boundingBox())!.y).toBeCloseTo(seen, -1);

    await expectNoOverflow(page);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await done();
  });
});
