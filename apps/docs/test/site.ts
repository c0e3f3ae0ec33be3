import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { findChromium } from '@betahat/settings/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** The built site, served, and one browser that looks at it. */
export interface Site {
  readonly url: string;
  /** A page in a context of its own; what goes wrong on it is collected in `faults`. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

interface OpenOptions {
  readonly width?: number;
  readonly dark?: boolean;
}

interface Visit {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that leave the site. */
  readonly faults: string[];
  /** Bytes of script as they would travel, gzipped, by address. */
  readonly scripts: Map<string, Buffer>;
  readonly done: () => Promise<void>;
}

const serve = (plain: boolean): Promise<{ url: string; server: ChildProcess }> => {
  const server = spawn(
    process.execPath,
    ['serve.mjs', '--port', '0', ...(plain ? ['--plain'] : [])],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`serve.mjs ended with ${code}`)));
    server.stdout!.on('data', (text) => {
      const url = /http:\S+/.exec(String(text))?.[0];
      if (url !== undefined) resolve({ url, server });
    });
  });
};

/**
 * Starts server and browser; null where the machine has no Chromium.
 * @param plain as plain static hosting does: without the headers that allow SharedArrayBuffer
 */
export const startSite = async ({ plain = false } = {}): Promise<Site | null> => {
  if (!existsSync(`${folder}.vitepress/dist/index.html`))
    throw new Error('the site is not built: run `pnpm build` in apps/docs first');
  const found =
    process.env['BETAHAT_BROWSER'] === 'off'
      ? { missing: 'BETAHAT_BROWSER=off' }
      : await findChromium();
  if ('missing' in found) {
    process.stderr.write(`tests of the site skipped: ${found.missing}\n`);
    return null;
  }
  const { url, server } = await serve(plain);
  const browser = await chromium.launch({ executablePath: found.path, args: found.args });
  return {
    url,
    open: (path, options) => visit(browser, url, path, options),
    close: async () => {
      await browser.close();
      server.kill();
    },
  };
};

const visit = async (
  browser: Browser,
  url: string,
  path: string,
  { width = 1440, dark = false }: OpenOptions = {},
): Promise<Visit> => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const scripts = new Map<string, Buffer>();
  const origin = new URL(url).origin;
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(origin) && !/^(data|blob):/.test(address))
      faults.push(`request: ${address}`);
  });
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script')
      scripts.set(response.url(), await response.body());
  });
  await page.goto(url + path);
  return { page, faults, scripts, done: () => context.close() };
};

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
