import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@betahat/settings/chromium';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';

const folder = fileURLToPath(new URL('..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** The built site, served twice, and one browser for all test files; null without a Chromium. */
    site: {
      /** With the headers that allow SharedArrayBuffer. */
      readonly url: string;
      /** As on plain static hosting. */
      readonly plainUrl: string;
      readonly browser: string;
    } | null;
  }
}

const serve = (...options: string[]): Promise<{ url: string; server: ChildProcess }> => {
  const server = spawn(process.execPath, ['serve.mjs', '--port', '0', ...options], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`serve.mjs ended with ${code}`)));
    server.stdout!.on('data', (text) => {
      const url = /http:\S+/.exec(String(text))?.[0];
      if (url !== undefined) resolve({ url, server });
    });
  });
};

/** Starts what the tests of the site share, and ends it after the last of them. */
export default async ({ provide }: TestProject) => {
  const found =
    process.env['BETAHAT_BROWSER'] === 'off'
      ? { missing: 'BETAHAT_BROWSER=off' }
      : await findChromium();
  if ('missing' in found) {
    process.stderr.write(`tests of the site skipped: ${found.missing}\n`);
    provide('site', null);
    return undefined;
  }
  if (!existsSync(`${folder}.vitepress/dist/index.html`))
    throw new Error('the site is not built: run `pnpm build` in apps/docs first');
  const [isolated, plain] = await Promise.all([serve(), serve('--plain')]);
  const browser = await chromium.launchServer({ executablePath: found.path, args: found.args });
  provide('site', { url: isolated.url, plainUrl: plain.url, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    isolated.server.kill();
    plain.server.kill();
  };
};
