import { bundler } from '../bundle.ts';
import { besides, type Imported } from './packages.ts';

/** What a page loads for a package. */
export interface Size {
  readonly contender: string;
  /** Bytes of the minified bundle and of what comes beside it, gzipped. */
  readonly bytes: number | null;
  readonly excluded: string | null;
}

/** Modules of Node that a package names for other surroundings than a page's. */
const NODE = [
  'stream',
  'events',
  'fs',
  'path',
  'os',
  'crypto',
  'util',
  'worker_threads',
  'perf_hooks',
  'module',
  'url',
];

/** Minified and gzipped by the bundler that holds the packages to their ceilings. */
export const sizes = async (packages: readonly Imported[]): Promise<Size[]> => {
  process.stderr.write('bundling …\n');
  const { bundle, gzipped } = await bundler();
  const found: Size[] = [];
  for (const imported of packages) {
    const { name: contender } = imported;
    try {
      const text = await bundle(imported.bundle, imported.from, NODE);
      const bytes = [text, ...besides(imported)].reduce((sum, part) => sum + gzipped(part), 0);
      found.push({ contender, bytes, excluded: null });
    } catch (error) {
      const excluded = (error instanceof Error ? error.message : String(error)).split('\n');
      found.push({ contender, bytes: null, excluded: excluded.slice(0, 2).join(' ') });
    }
  }
  return found;
};
