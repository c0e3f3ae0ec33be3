/**
 * Finds the places where f64x2.mul feeds the left side of f64x2.add, or f32x4.mul that of f32x4.add: there the loader can put a
 * relaxed fused multiply-add, so that one embedded module serves engines with and without it.
 *
 *     … a b f64x2.mul  c…  f64x2.add   →   … a b  c…  f64x2.relaxed_madd nop nop nop
 *
 * This walks the code section with a stack of "who made this value". Only what AssemblyScript emits
 * for the kernels is understood; anything else is an error and not a guess.
 */

/** Sums, and the products that fuse with them. */
const FUSES = new Map([
  [0xf0, 0xf2],
  [0xe4, 0xe6],
]);
const PRODUCTS = new Set(FUSES.values());

/** Operands and results of the plain instructions in use, by opcode. */
const plain = (op) => {
  if (op >= 0x28 && op <= 0x35) return [1, 1, 'memarg']; // loads
  if (op >= 0x36 && op <= 0x3e) return [2, 0, 'memarg']; // stores
  if (op === 0x45 || op === 0x50) return [1, 1]; // eqz
  if (op >= 0x46 && op <= 0x66) return [2, 1]; // comparisons
  if (op >= 0x67 && op <= 0x69) return [1, 1];
  if (op >= 0x6a && op <= 0x78) return [2, 1];
  if (op >= 0x79 && op <= 0x7b) return [1, 1];
  if (op >= 0x7c && op <= 0x8a) return [2, 1];
  if (op >= 0x8b && op <= 0x91) return [1, 1];
  if (op >= 0x92 && op <= 0x98) return [2, 1];
  if (op >= 0x99 && op <= 0x9f) return [1, 1];
  if (op >= 0xa0 && op <= 0xa6) return [2, 1];
  if (op >= 0xa7 && op <= 0xc4) return [1, 1]; // conversions
  return undefined;
};

/** The same for the vector instructions, by sub-opcode. */
const vector = (op) => {
  if (op <= 0x0a || op === 0x5c || op === 0x5d) return [1, 1, 'memarg'];
  if (op === 0x0b) return [2, 0, 'memarg'];
  if (op === 0x0c) return [0, 1, 'bytes16'];
  if (op === 0x0d) return [2, 1, 'bytes16'];
  if (op >= 0x0f && op <= 0x14) return [1, 1];
  if ([0x15, 0x16, 0x18, 0x19, 0x1b, 0x1d, 0x1f, 0x21].includes(op)) return [1, 1, 'byte'];
  if ([0x17, 0x1a, 0x1c, 0x1e, 0x20, 0x22].includes(op)) return [2, 1, 'byte'];
  if (op >= 0x23 && op <= 0x4c) return [2, 1];
  if (op === 0x4d) return [1, 1];
  if (op >= 0x4e && op <= 0x51) return [2, 1];
  if (op === 0x52) return [3, 1];
  if (op === 0x53) return [1, 1];
  if (op >= 0x54 && op <= 0x57) return [2, 1, 'lane'];
  if (op >= 0x58 && op <= 0x5b) return [2, 0, 'lane'];
  if (op === 0x5e || op === 0x5f) return [1, 1];
  if ([0x74, 0x75, 0x7a, 0x94].includes(op)) return [1, 1]; // ceil, floor, trunc, nearest
  if (op === 0xc0 || op === 0xc1 || op === 0xc3 || op === 0xc4) return [1, 1];
  if (op >= 0xcb && op <= 0xd1) return [2, 1]; // i64x2 shifts and sums
  if (op >= 0xd6 && op <= 0xdb) return [2, 1]; // i64x2 comparisons
  if (op === 0xec || op === 0xed || op === 0xef) return [1, 1]; // f64x2 abs, neg, sqrt
  if (op >= 0xe4 && op <= 0xe7) return [2, 1]; // f32x4
  if (op >= 0xf0 && op <= 0xf7) return [2, 1];
  if (op >= 0xf8 && op <= 0xff) return [1, 1]; // conversions
  return undefined;
};

/**
 * @param {Uint8Array} bytes a module of plain SIMD
 * @returns {[mul: number, add: number][]} byte offsets of the pairs, in the order of the additions
 */
export const fusablePairs = (bytes) => {
  let at = 8;
  const leb = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  /** @type {[number, number][]} */
  const pairs = [];
  /** Parameters and results of each type, and the type of each function. */
  const types = [];
  const functions = [];
  const body = (end) => {
    for (let groups = leb(); groups > 0; groups--) {
      leb();
      at += 1;
    }
    /** @type {(number | null)[]} */
    let stack = [];
    const frames = [];
    while (at < end) {
      const start = at;
      const op = bytes[at++];
      const take = (count, results, maker = null) => {
        for (let k = 0; k < count; k++) stack.pop();
        for (let k = 0; k < results; k++) stack.push(maker);
      };
      if (op === 0x02 || op === 0x03 || op === 0x04) {
        if (op === 0x04) stack.pop();
        const type = bytes[at++];
        frames.push({ stack, results: type === 0x40 ? 0 : 1 });
        stack = [];
      } else if (op === 0x05) stack = [];
      else if (op === 0x0b) {
        const frame = frames.pop();
        if (frame === undefined) break;
        ({ stack } = frame);
        take(0, frame.results);
      } else if (op === 0x0c) leb();
      else if (op === 0x0d) {
        leb();
        stack.pop();
      } else if (op === 0x0f || op === 0x01 || op === 0x00) continue;
      else if (op === 0x10) {
        const [parameters, results] = types[functions[leb()]];
        take(parameters, results);
      } else if (op === 0x1a) take(1, 0);
      else if (op === 0x1b) take(3, 1);
      else if (op === 0x1c) {
        leb();
        at += 1;
        take(3, 1);
      } else if (op === 0x20 || op === 0x23) {
        leb();
        take(0, 1);
      } else if (op === 0x21 || op === 0x24) {
        leb();
        take(1, 0);
      } else if (op === 0x22) {
        leb();
        take(1, 1);
      } else if (op === 0x41 || op === 0x42) {
        leb();
        take(0, 1);
      } else if (op === 0x43 || op === 0x44) {
        at += op === 0x43 ? 4 : 8;
        take(0, 1);
      } else {
        const sub = op === 0xfd ? leb() : -1;
        const known = op === 0xfd ? vector(sub) : plain(op);
        if (known === undefined) {
          throw new Error(`unknown instruction ${op.toString(16)} ${sub.toString(16)} at ${start}`);
        }
        const [parameters, results, immediate] = known;
        if (immediate === 'memarg' || immediate === 'lane') {
          leb();
          leb();
        }
        if (immediate === 'lane' || immediate === 'byte') at += 1;
        if (immediate === 'bytes16') at += 16;
        if (op === 0xfd && FUSES.has(sub)) {
          const mul = stack[stack.length - 2];
          if (typeof mul === 'number' && bytes[mul + 1] === FUSES.get(sub))
            pairs.push([mul, start]);
        }
        take(parameters, results, op === 0xfd && PRODUCTS.has(sub) ? start : null);
      }
    }
    at = end;
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = leb() + at;
    if (section === 1) {
      for (let count = leb(); count > 0; count--) {
        at += 1;
        const parameters = leb();
        at += parameters;
        const results = leb();
        at += results;
        types.push([parameters, results]);
      }
    } else if (section === 3) {
      for (let count = leb(); count > 0; count--) functions.push(leb());
    } else if (section === 10) {
      for (let count = leb(); count > 0; count--) {
        const size = leb();
        body(at + size);
      }
    }
    at = end;
  }
  return pairs;
};
