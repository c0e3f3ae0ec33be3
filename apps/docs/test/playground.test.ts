import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { codeFor } from '../src/playground/code.ts';
import { evaluate } from '../src/playground/evaluate.ts';
import { fitTable } from '../src/playground/fit.ts';
import { firstSettings } from '../src/playground/settings.ts';
import { splitRows } from '../src/playground/split.ts';
import { predictRow, typicalRow } from '../src/playground/typed-row.ts';
import { percent, shown } from '../src/plot/numbers.ts';
import { pathOf, tableOf } from './own-tables.ts';
import { expectAccessible, expectNoOverflow, open, siteTest } from './site.ts';

const upload = async (page: Page, name: string, text: string) => {
  await page.getByText('iris.csv: 150 rows').waitFor();
  await page.getByLabel('your file').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
};
const people = () => readFileSync(fileURLToPath(pathOf('people.csv')), 'utf8');
const text = (page: Page, selector: string) => page.locator(selector).first().textContent();

describe('the playground', () => {
  siteTest.each([false, true])(
    'a CSV is uploaded and trained, plain hosting %s: the numbers are those of the packages',
    async (plain) => {
      const { page, faults, done } = await open('playground', { plain });
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(!plain);
      expect(await page.getByText('Your data never leaves this page').isVisible()).toBe(true);
      await upload(page, 'people.csv', people());
      await page.getByText('people.csv: 12 rows, 6 columns').waitFor();
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await page.locator('[data-fit]').waitFor();

      const table = tableOf('people.csv');
      const settings = firstSettings(table);
      const { pipeline } = await fitTable(table, settings);
      const judged = evaluate(pipeline, table, splitRows(table, settings).test);
      expect(await text(page, '[data-objective]')).toBe(shown(pipeline.report.objective, 10));
      expect(await text(page, '[data-accuracy]')).toBe(percent(judged.accuracy));
      expect(await text(page, '[data-log-loss]')).toBe(shown(judged.logLoss, 8));
      const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
      const { coefficients } = pipeline.coefficientsInOriginalUnits();
      expect(await page.locator('[data-per-unit]').allTextContents()).toEqual(
        Array.from(coefficients as Float64Array, (w) => shown(w, 5)),
      );

      const height = page.locator('[data-row]').getByLabel('height (cm)');
      await height.fill('190');
      const row = { ...typicalRow(predictor, table), 'height (cm)': '190' };
      const { probabilities, terms } = predictRow(predictor, row, 1);
      await expect
        .poll(() => page.locator('[data-probability]').allTextContents())
        .toEqual(probabilities.map(percent));
      expect(await text(page, '[data-term]')).toBe(shown(terms[0]!.term, 4));

      const axes = page.locator('[data-boundary] select');
      await axes.nth(0).selectOption('town');
      await axes.nth(1).selectOption('since');
      const ticks = page.locator('[data-boundary] svg text');
      await expect.poll(() => ticks.allTextContents()).toContain('Oslo');

      await page.getByRole('button', { name: 'Copy the code' }).click();
      await page.getByText('Copied.').waitFor();
      const code = await page.evaluate(() => navigator.clipboard.readText());
      expect(code).toBe(codeFor('people.csv', settings, 2));
      expect(code).toBe(await page.locator('[data-take] pre').textContent());
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the model' }).click();
      const path = fileURLToPath(new URL(`../test-results/model-${plain}.json`, import.meta.url));
      await (await download).saveAs(path);
      const loaded = pipelineFromJSON(JSON.parse(readFileSync(path, 'utf8')));
      expect([...loaded.predictProba(row)]).toEqual(probabilities);
      expect(faults).toEqual([]);
      await done();
    },
  );

  siteTest('training is seen, and stop works, without a network too', async () => {
    const { page, faults, done } = await open('playground');
    await page.context().setOffline(true);
    await page.getByLabel('Digits: ten classes').check();
    await page.getByText('digits.csv: 1797 rows').waitFor();
    await page.getByLabel('solver').selectOption('gradientDescent');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const status = page.locator('[data-status]');
    await expect.poll(() => status.textContent()).toMatch(/Training: \d{2,} iterations/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => status.textContent()).toBe('Done.');
    expect(await text(page, '[data-fit] [role=alert]')).toMatch(/abort/i);
    expect(await text(page, '[data-objective]')).toMatch(/\d/);
    expect(faults).toEqual([]);
    await done();
  });

  siteTest(
    'a bad CSV gives the error in words, and a good one that is dropped takes its place',
    async () => {
      const { page, faults, done } = await open('playground');
      await upload(page, 'bad.csv', 'a,b\n1,2\n3\n');
      const alert = page.getByRole('alert');
      expect(await alert.textContent()).toBe(
        'bad.csv: Row 3 has 1 cell, the first row has 2 names.',
      );
      await upload(page, 'same.csv', 'a,b\n1,x\n2,x\n');
      await expect
        .poll(() => alert.textContent())
        .toBe('The target "b" is "x" in every row; two classes are needed.');
      expect(await page.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(
        true,
      );

      const dropped = await page.evaluateHandle((csv) => {
        const data = new DataTransfer();
        data.items.add(new File([csv], 'dropped.csv', { type: 'text/csv' }));
        return data;
      }, people());
      await page.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
      await page.getByText('dropped.csv: 12 rows, 6 columns').waitFor();
      expect(await alert.count()).toBe(0);
      expect(faults).toEqual([]);
      await done();
    },
  );

  siteTest('keyboard alone trains, traces and compares, on a narrow dark screen', async () => {
    const { page, faults, done } = await open('playground', { width: 390, dark: true });
    await page.getByText('iris.csv: 150 rows').waitFor();
    await page.getByLabel('your file').focus();
    const seen: string[] = [];
    const press = async (wanted: RegExp, key = 'Enter') => {
      for (let i = 0; i < 80; i++) {
        const name = await page.evaluate(() => {
          const focused = document.activeElement as HTMLElement;
          if (focused === document.body) return '';
          return `${focused.getAttribute('aria-label') ?? ''} ${focused.closest('label')?.textContent ?? ''} ${focused.textContent ?? ''}`;
        });
        seen.push(name.trim().slice(0, 40));
        if (wanted.test(name)) return page.keyboard.press(key);
        await page.keyboard.press('Tab');
      }
      throw new Error(`no ${wanted} among ${seen.join(' | ')}`);
    };
    await press(/penalty l2/, 'ArrowRight');
    await press(/columns predict it/);
    await press(/sepal_length_cm/, 'Space');
    await press(/^\s*Train\s*$/);
    await page.locator('[data-fit]').waitFor();
    expect(await page.locator('[data-per-unit]').count()).toBe(3);
    await press(/Trace the path/);
    await page.locator('[data-path] figure').waitFor();
    await expect.poll(() => text(page, '[data-status]')).toBe('Done.');
    await press(/Compare the solvers/);
    await expect.poll(() => page.locator('[data-solvers] tbody tr').count()).toBe(5);
    await expect.poll(() => text(page, '[data-status]')).toBe('Done.');
    await expectNoOverflow(page);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await done();
  });
});
