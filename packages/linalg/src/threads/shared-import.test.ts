import { expect, test } from 'vitest';
import { sharedImport } from './shared-import.ts';

/** A module that imports `env.memory` and does nothing else. */
const IMPORTER = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[2, 15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1],
);

test('links with shared memory, and only so', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  const link = (bytes: Uint8Array<ArrayBuffer>) =>
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  expect(() => link(IMPORTER)).toThrow(WebAssembly.LinkError);
  expect(link(sharedImport(IMPORTER))).toBeInstanceOf(WebAssembly.Instance);
});

test('refuses a module that imports nothing, or more', () => {
  expect(() => sharedImport(IMPORTER.slice(0, 8))).toThrow('does not import env.memory alone');
  const more = IMPORTER.slice();
  more[9] = 30;
  expect(() => sharedImport(more)).toThrow('does not import env.memory alone');
});
