/**
 * The bytes of a module as text for src/kernels/source.ts: printable characters but the three that a
 * string would escape, '#' for 0 and so on. After a shift by 3, which brings the prefix of vector
 * instructions to the front, the bytes up to 83 are one of 84 characters each, and others two, the
 * first of which says in which of the next three 84 they are. gzip makes 0.85 of that what it makes of
 * hex, and 0.7 of base64, in which it finds no repeated bytes.
 * @param {Uint8Array} bytes
 */
export const textOf = (bytes) =>
  Array.from(bytes, (byte) => {
    const value = (byte + 3) & 255;
    const group = Math.floor(value / ONE);
    return (group === 0 ? '' : CHARACTERS[86 + 3 - group]) + CHARACTERS[value % ONE];
  }).join('');

const ONE = 84;

const CHARACTERS = Array.from({ length: 127 - 35 }, (_, i) => String.fromCharCode(35 + i)).filter(
  (character) => !"'\\`".includes(character),
);
