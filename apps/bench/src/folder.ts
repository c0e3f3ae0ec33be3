import { fileURLToPath } from 'node:url';

/** A folder of this app, for a module that lies in src or, built, in dist. */
export const folder = (name: string): string =>
  fileURLToPath(new URL(`../${name}/`, import.meta.url));
