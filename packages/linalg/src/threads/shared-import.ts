/** `env.memory` in an import section: lengths and names, kind memory, at least one page. */
const UNSHARED = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1];
/** The same of a memory that threads share, which must name a maximum: 65536 pages. */
const SHARED = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 3, 1, 0x80, 0x80, 4];

/**
 * The bytes of a kernel module that imports `env.memory`, with that import declared as shared: a module
 * links with a memory that threads share only if it says so. Nothing else in it changes.
 *
 * @throws Error where the module does not begin with such an import, as those of this workspace do
 */
export const sharedImport = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const at = bytes.findIndex((_, i) => UNSHARED.every((byte, k) => bytes[i + k] === byte));
  // The section's length, one byte, and the count of imports, one, come before.
  if (at < 2 || bytes[at - 2] !== UNSHARED.length + 1) {
    throw new Error('sharedImport: the module does not import env.memory alone');
  }
  const longer = new Uint8Array(bytes.length + SHARED.length - UNSHARED.length);
  longer.set(bytes.subarray(0, at));
  longer[at - 2] = SHARED.length + 1;
  longer.set(SHARED, at);
  longer.set(bytes.subarray(at + UNSHARED.length), at + SHARED.length);
  return longer;
};
