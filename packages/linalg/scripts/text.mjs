import { fusablePairs } from './fusable.mjs';

/**
 * The bytes of a module as text for src/kernels/source.ts: printable characters but the three that a
 * string would escape, '#' for 0 and so on. After a shift by 3, which brings the prefix of vector
 * instructions to the front, the bytes up to 83 are one of 84 characters each, and others two, the
 * first of which says in which of the next three 84 they are. gzip makes 0.85 of that what it makes of
 * hex, and 0.7 of base64, in which it finds no repeated bytes. Characters more stand for whole
 * instructions, a product and the sum that may take it: a tenth less than with a table of offsets.
 * @param {Uint8Array} bytes
 * @param {[mul: number, add: number][]} pairs where these are: found in the code of a module
 */
export const textOf = (bytes, pairs = fusablePairs(bytes)) => {
  const instructions = new Map(
    pairs.flatMap(([mul, add]) => {
      const [product, sum] = bytes[mul + 1] === F32X4_MUL ? SINGLE : DOUBLE;
      return [/** @type {const} */ ([mul, product]), /** @type {const} */ ([add, sum])];
    }),
  );
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const instruction = instructions.get(at);
    if (instruction !== undefined) {
      text += instruction;
      at += 3;
    } else {
      const value = (bytes[at++] + 3) & 255;
      const group = Math.floor(value / ONE);
      text += (group === 0 ? '' : CHARACTERS[86 + 3 - group]) + CHARACTERS[value % ONE];
    }
  }
  return text;
};

const ONE = 84;

/** The second byte of f32x4.mul. */
const F32X4_MUL = 0xe6;

const CHARACTERS = Array.from({ length: 127 - 35 }, (_, i) => String.fromCharCode(35 + i)).filter(
  (character) => !"'\\`".includes(character),
);

/** Product and sum, of float64 and of float32 numbers. */
const DOUBLE = CHARACTERS.slice(ONE, ONE + 2);
const SINGLE = [' ', '!'];
