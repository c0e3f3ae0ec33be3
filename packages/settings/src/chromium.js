import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where systems install a Chromium of their own. */
const INSTALLED = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Where a Chromium is, tried in this order: BETAHAT_CHROMIUM, the system's own, Playwright's
 * download, and on Linux x64 the one that the npm package @sparticuz/chromium carries, so that a
 * machine with only Node and npm runs the browser tests too.
 * @returns {Promise<{ path: string, args: string[] } | { missing: string }>}
 */
export const findChromium = async () => {
  const asked = process.env['BETAHAT_CHROMIUM'];
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked))
      throw new Error(`BETAHAT_CHROMIUM names ${asked}, which does not exist`);
    return { path: asked, args: sandboxArgs() };
  }
  for (const path of INSTALLED[process.platform] ?? [])
    if (existsSync(path)) return { path, args: sandboxArgs() };
  const { chromium: playwright } = await import('playwright');
  if (existsSync(playwright.executablePath()))
    return { path: playwright.executablePath(), args: sandboxArgs() };
  if (process.platform === 'linux' && process.arch === 'x64') return packaged();
  return { missing: `no Chromium on this ${process.platform} ${process.arch} machine` };
};

/** Root (containers, CI) has no user namespace to sandbox in. */
const sandboxArgs = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

const packaged = async () => {
  // The package unpacks the shared libraries it needs only when it believes to be in AWS Lambda.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  process.env['TMPDIR'] ??= tmpdir();
  const { default: chromium } = await import('@sparticuz/chromium');
  const path = await chromium.executablePath();
  const libraries = join(process.env['TMPDIR'], 'al2023', 'lib');
  process.env['LD_LIBRARY_PATH'] = [libraries, process.env['LD_LIBRARY_PATH']]
    .filter(Boolean)
    .join(':');
  return { path, args: [...sandboxArgs(), '--disable-gpu'] };
};
