import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** VitePress runs this at build time; the working folder is that of the site. */
const root = join(process.cwd(), '../..');

const PACKAGES = [
  'pipeline',
  'models',
  'losses',
  'optimizers',
  'activations',
  'linalg',
  'metrics',
  'features',
  'random',
];

interface Sizes {
  readonly bundle: (code: string, folder: string) => Promise<string>;
  readonly gzipped: (text: string) => number;
  readonly measureSizes: () => Promise<readonly { name: string; size: number }[]>;
}

/** What imports weigh, by the same bundler and settings that `npm test` holds against ceilings. */
export interface SizeTables {
  readonly packages: readonly { name: string; version: string; size: number }[];
  readonly imports: readonly { name: string; size: number }[];
}

declare const data: SizeTables;

export { data };

export default {
  async load(): Promise<SizeTables> {
    const tools: Sizes = await import(pathToFileURL(join(root, 'tools/sizes.mjs')).href);
    const whole = async (name: string) => {
      const folder = `packages/${name}`;
      const code = `export * from '@betahat/${name}'`;
      const { version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return { name, version, size: tools.gzipped(await tools.bundle(code, folder)) };
    };
    const measured = await tools.measureSizes();
    return {
      packages: await Promise.all(PACKAGES.map(whole)),
      imports: measured.map(({ name, size }) => ({ name, size })),
    };
  },
};
