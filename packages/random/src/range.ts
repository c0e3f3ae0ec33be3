/** The numbers 0 to n − 1. */
export const range = (n: number): Uint32Array => {
  const numbers = new Uint32Array(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return numbers;
};
