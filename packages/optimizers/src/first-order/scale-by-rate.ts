import { type Schedule, scheduleOf } from './schedules.ts';
import type { Transform } from './transform.ts';

/**
 * Multiplies by the learning rate of the step: `update: η(step) · u`.
 * @throws RangeError if a fixed rate is not a positive finite number
 * @example scaleByRate(stepDecay({ initial: 0.1, factor: 0.5, every: 100 }));
 */
export const scaleByRate = (learningRate: number | Schedule): Transform<null> => {
  const rate = scheduleOf('scaleByRate', learningRate);
  return {
    name: 'scaleByRate',
    start: () => null,
    apply: (update, memory, { step }) => {
      const eta = rate(step);
      return { update: update.map((ui) => eta * ui), memory };
    },
  };
};
