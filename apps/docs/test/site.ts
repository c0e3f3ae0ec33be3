import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, expect, inject, test } from 'vitest';

interface OpenOptions {
  readonly width?: number;
  readonly dark?: boolean;
  /** Served without the headers that allow SharedArrayBuffer. */
  readonly plain?: boolean;
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
}

interface Visit {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that leave the site. */
  readonly faults: string[];
  /** Bytes of script so far, as they would travel. */
  readonly scriptBytes: () => Promise<number>;
  readonly done: () => Promise<void>;
}

const shared = inject('site');
let browser: Browser | undefined;
afterAll(() => browser?.close());

/** A test in the browser; skipped where there is none. */
export const siteTest = test.skipIf(shared === null);

/** Opens a page of the site in a context of its own. */
export const open = async (
  path: string,
  { width = 1440, dark = false, plain = false, before }: OpenOptions = {},
): Promise<Visit> => {
  const { url, plainUrl, browser: endpoint } = shared!;
  browser ??= await chromium.connect(endpoint);
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript(before);
  const faults: string[] = [];
  const scripts: Promise<Buffer>[] = [];
  const { origin } = new URL(plain ? plainUrl : url);
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(origin) && !/^(data|blob):/.test(address))
      faults.push(`request: ${address}`);
  });
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto((plain ? plainUrl : url) + path, { waitUntil: 'networkidle' });
  // Keys and clicks that come before Vue has taken over the page would be lost.
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
  return {
    page,
    faults,
    scriptBytes: async () =>
      (await Promise.all(scripts)).reduce(
        (bytes, script) => bytes + gzipSync(script, { level: 9 }).length,
        0,
      ),
    done: () => context.close(),
  };
};

/** A finger that goes through points of the screen, in pixels. */
export const swipe = async (
  page: Page,
  [first, ...others]: readonly (readonly [number, number])[],
): Promise<void> => {
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x: at[0], y: at[1] }],
    });
  await touch('touchStart', first);
  for (const point of others) await touch('touchMove', point);
  await touch('touchEnd');
};

/** The text of a page as it comes, before any script runs. */
export const htmlOf = async (path: string): Promise<string> =>
  (await fetch(shared!.url + path)).text();

/** Nothing wider than the screen. */
export const expectNoOverflow = async (page: Page): Promise<void> => {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: window.innerWidth,
  }));
  expect(content).toBeLessThanOrEqual(screen);
};

/** No finding of axe that is serious or critical. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect(grave).toEqual([]);
};
