import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// @boundaries-ignore the tools belong to the repository, and to no package
import { bundle, gzipped, measureSizes } from '../../../../tools/sizes.mjs';
import { PACKAGES } from './packages.ts';

/** VitePress runs this at build time; the working folder is that of the site. */
const root = join(process.cwd(), '../..');

/** What imports weigh, by the same bundler and settings that `npm test` holds against ceilings. */
export interface SizeTables {
  readonly packages: readonly { name: string; version: string; size: number }[];
  readonly imports: readonly { name: string; size: number }[];
}

declare const data: SizeTables;

export { data };

export default {
  async load(): Promise<SizeTables> {
    const whole = async (name: string) => {
      const folder = `packages/${name}`;
      const code = `export * from '@betahat/${name}'`;
      const { version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return { name, version, size: gzipped(await bundle(code, folder)) };
    };
    const measured = await measureSizes();
    return {
      packages: await Promise.all(PACKAGES.map(whole)),
      imports: measured.map(({ name, size }) => ({ name, size })),
    };
  },
};
