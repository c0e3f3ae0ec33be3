import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { expectAccessible, expectNoOverflow, open, siteTest } from './site.ts';

/** Pages to read: what a guide may cost is 150 kB of script. */
const PAGES = [
  '',
  'guide/choose',
  'guide/fit',
  'guide/coming-from',
  'guide/extend',
  'sizes',
  'benchmarks',
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

/**
 * What a page of the API is made of, each kind of block once: the blocks whose tags, classes and roles
 * no block before had, of alike parts in them the first. axe takes half a minute for the longest of
 * these pages, and finds in the hundredth row what it found in the first.
 */
const newBlocks = (page: Page, seen: string[]) =>
  page.evaluate((known) => {
    /** Takes away what is like an earlier sibling, and tells what is left. */
    const reduced = (element: Element): string => {
      const shapes = new Set<string>();
      for (const child of [...element.children]) {
        const shape = reduced(child);
        if (shapes.has(shape)) child.remove();
        shapes.add(shape);
      }
      const attributes = element
        .getAttributeNames()
        .filter((name) => !['id', 'href', 'name', 'aria-label', 'style'].includes(name))
        .map((name) => `${name}=${element.getAttribute(name)}`);
      const isBlank = element.textContent?.trim() === '';
      return `${element.tagName} ${attributes} ${isBlank ? 'blank' : ''}(${[...shapes]})`;
    };
    const blocks = new Map<string, string>();
    for (const block of document.querySelectorAll('.vp-doc > div > *')) {
      const copy = block.cloneNode(true) as Element;
      const shape = reduced(copy);
      if (!known.includes(shape)) blocks.set(shape, copy.outerHTML);
    }
    return { shapes: [...blocks.keys()], html: [...blocks.values()] };
  }, seen);

siteTest('every page of the API is narrow, small and accessible', async () => {
  const api = fileURLToPath(new URL('../pages/api', import.meta.url));
  const paths = readdirSync(api, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `api/${file.replaceAll('\\', '/').replace(/(index)?\.md$/, '')}`);
  expect(paths.length).toBeGreaterThan(10);
  const shapes: string[] = [];
  const html: string[] = [];
  for (const path of paths) {
    const { page, faults, scriptBytes, done } = await open(path, { width: 390 });
    await expectNoOverflow(page);
    expect(await scriptBytes()).toBeLessThan(BUDGET);
    const found = await newBlocks(page, shapes);
    shapes.push(...found.shapes);
    html.push(...found.html);
    expect(faults, path).toEqual([]);
    await done();
  }
  const { page, done } = await open('api/', { width: 390, dark: true });
  await page.evaluate((blocks) => {
    document.querySelector('.vp-doc > div')!.innerHTML = blocks.join('');
  }, html);
  await expectAccessible(page);
  await done();
});

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
