import { useEngine } from '@betahat/linalg';
import { afterAll, expect, test } from 'vitest';
import { type PolicyFits, policyFits } from './policy/fits.ts';

/** The fits of a page under a content security policy. */
const under = (policy: string): Promise<PolicyFits | string> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    const listen = ({ source, data }: MessageEvent): void => {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      frame.remove();
      resolve(data);
    };
    addEventListener('message', listen);
    const page = new URL('./policy/page.ts', import.meta.url).href;
    // The runner of these tests rewrites import() to go by a function of its own page.
    const runner = '__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };';
    document.body.append(frame);
    // Written and not `srcdoc`, so that the page has an address, which that of the worker rests on.
    const inner = frame.contentDocument!;
    inner.open();
    inner.write(`<meta http-equiv="Content-Security-Policy" content="${policy}">
      <script>${runner}</script><script type="module" src="${page}"></script>`);
    inner.close();
  });

afterAll(() => {
  useEngine('auto');
});

const NO_WASM = "script-src 'self' 'unsafe-inline'";

test('where WebAssembly is forbidden, fits are those of the plain twins, also in a worker', async () => {
  const fits = await under(NO_WASM);
  useEngine('plain');
  const wanted = await policyFits();
  expect(fits).toEqual(wanted);
  expect(wanted.inWorker).toEqual(wanted.sampled);
  expect(wanted.where).toContain('its data were read in a worker');
});

test('where workers are forbidden too, fitAsync stays on its thread and says why', async () => {
  const fits = (await under(`${NO_WASM}; worker-src 'none'`)) as PolicyFits;
  expect(fits.engine).toBe('plain');
  expect(fits.where).toContain('; no worker could start (');
  expect(fits.inWorker).toEqual(fits.sampled);
});

test('the policy is what makes the difference', async () => {
  const fits = (await under(`${NO_WASM} 'wasm-unsafe-eval'`)) as PolicyFits;
  useEngine('auto');
  expect(fits.engine).toBe(useEngine());
  expect(fits.engine).not.toBe('plain');
});
