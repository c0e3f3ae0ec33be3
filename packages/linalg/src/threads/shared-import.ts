/** The only import of a kernel module, `env.memory` of a page at least: length, count, names, limits. */
const IMPORT = [15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1];

/**
 * The bytes of a kernel module that imports `env.memory`, with that import declared as shared: a module
 * links with a memory that threads share only if it says so. Nothing else in it changes.
 *
 * @throws Error where the module does not import that and nothing else, as those of this workspace do
 */
export const sharedImport = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const at = bytes.findIndex((_, i) => IMPORT.every((byte, k) => bytes[i + k] === byte));
  if (at < 0) throw new Error('sharedImport: the module does not import env.memory alone');
  // Shared memory must name a maximum: 65536 pages, in three bytes more.
  const shared = [18, ...IMPORT.slice(1, 14), 3, 1, 128, 128, 4];
  return Uint8Array.from([
    ...bytes.subarray(0, at),
    ...shared,
    ...bytes.subarray(at + IMPORT.length),
  ]);
};
