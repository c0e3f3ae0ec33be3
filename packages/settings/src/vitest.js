import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './chromium.js';

const conditions = ['@betahat/source'];

/** Packages resolve to their TypeScript source, so that tests need no build. */
const source = {
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
};

const files = {
  include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  exclude: ['**/*.browser.test.ts'],
};

/** A busy machine of two cores runs a second of work in ten. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 };

const node = {
  ...source,
  test: { ...PATIENCE, name: 'node', environment: 'node', ...files },
};

const browser = (/** @type {{ path: string, args: string[] }} */ chromium) => ({
  ...source,
  resolve: { conditions: source.resolve.conditions },
  // SharedArrayBuffer needs cross-origin isolation.
  server: {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
  test: {
    ...PATIENCE,
    name: 'chromium',
    include: files.include,
    exclude: ['**/*.node.test.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: chromium.path, args: chromium.args },
      }),
      instances: [{ browser: /** @type {const} */ ('chromium') }],
    },
  },
});

const reporting = {
  reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  passWithNoTests: false,
};

/** Tests in Node alone: for programs and whatever reads files. */
export const nodeOnly = (/** @type {object} */ test = {}) =>
  defineConfig({ ...source, test: { ...reporting, ...node.test, ...test } });

/**
 * Tests in Node and again in Chromium. `*.node.test.ts` runs in Node only, `*.browser.test.ts` in
 * Chromium only. BETAHAT_BROWSER=off leaves the browser out (a quick look at one layer).
 */
export const nodeAndBrowser = async () => {
  const chromium =
    process.env['BETAHAT_BROWSER'] === 'off'
      ? { missing: 'BETAHAT_BROWSER=off' }
      : await findChromium();
  if ('missing' in chromium) process.stderr.write(`browser tests skipped: ${chromium.missing}\n`);
  return defineConfig({
    test: {
      ...reporting,
      projects: 'missing' in chromium ? [node] : [node, browser(chromium)],
    },
  });
};
