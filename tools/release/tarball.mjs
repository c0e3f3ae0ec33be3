/** The files of a .tgz, as { path, data }, paths without npm's leading "package/". */
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const text = (bytes) => bytes.toString('utf8').replace(/\0.*$/s, '');

export const filesOf = (tgz) => {
  const tar = gunzipSync(tgz);
  const files = [];
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    const name = text(header.subarray(0, 100));
    if (name === '') break;
    const prefix = text(header.subarray(345, 500));
    const size = Number.parseInt(text(header.subarray(124, 136)), 8);
    const type = String.fromCharCode(header[156]);
    if (type === '0' || type === '\0') {
      const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^package\//, '');
      files.push({ path, data: tar.subarray(at + BLOCK, at + BLOCK + size) });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
};
