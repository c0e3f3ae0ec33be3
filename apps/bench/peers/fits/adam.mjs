const LOOK = 25;
const RATE = 0.1;

/**
 * Runs Adam with a rate that halves whenever a look, every 25 steps, finds that J did not fall; until
 * ‖∇J‖∞ ≤ tolerance · ‖∇J(0)‖∞, or until the rate is so small that nothing moves.
 */
export const adam = async ({ step, look, tolerance }) => {
  const norm = (gradient) => gradient.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const first = await look();
  const enough = tolerance * norm(first.gradient);
  let best = first.value;
  for (let rate = RATE; rate > 1e-7; ) {
    for (let k = 0; k < LOOK; k++) await step(rate);
    const { value, gradient } = await look();
    if (norm(gradient) <= enough) return;
    if (value < best) best = value;
    else rate /= 2;
  }
};
