import { sigmoid, sigmoidVjp } from '@betahat/activations';

const POINTS = 97;

/** Points of the sigmoid from −reach to reach. */
export const curve = (reach: number): (readonly [number, number])[] =>
  Array.from({ length: POINTS }, (_, i) => {
    const o = reach * ((2 * i) / (POINTS - 1) - 1);
    return [o, sigmoid(o)] as const;
  });

/** Value and slope at a logit, and the ends of a piece of tangent that reaches `half` to each side. */
export const tangent = (o: number, half: number) => {
  const value = sigmoid(o);
  const slope = sigmoidVjp(value, 1);
  const ends = [-half, half].map((step) => [o + step, value + slope * step] as const);
  return { value, slope, ends };
};
