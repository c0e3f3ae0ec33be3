import { describe, expect, test } from 'vitest';
import { correlated, linearObjective } from '../../test/linear-problem.ts';
import { methodContract } from '../../test/method-contract.ts';
import { decodeState, encodeState, type Iterate, minimize, newton } from '../index.ts';

methodContract('newton', { method: newton });
methodContract('newton with updates', { method: () => newton({ updates: 3 }) });

const cases = [
  ['binary', correlated(300, 4), 0],
  // The Hessian is singular along the intercepts, whose common part no class feels: nothing is spared.
  ['softmax', correlated(300, 3, { outputs: 3 }), 1],
] as const;

/** An objective that counts its Hessians. */
const counted = (data: (typeof cases)[number][1]) => {
  const objective = linearObjective(data);
  let hessians = 0;
  return {
    objective: {
      ...objective,
      curvature: (request: Parameters<typeof objective.curvature>[0]) => {
        hessians++;
        return objective.curvature(request);
      },
    },
    hessians: () => hessians,
  };
};

describe.each(cases)('where the objective tells its drift, %s', (_, data, extra) => {
  const zeros = new Float64Array(linearObjective(data).dimension);

  test('the last point needs no Hessian, if those before are regular', () => {
    const { objective, hessians } = counted(data);
    const s = minimize(objective, newton(), zeros, { tolerance: 1e-13 });
    expect(s.converged).toBe(true);
    expect(s.certificate?.kind).toBe('newtonDecrement');
    expect(hessians()).toBe(s.iterations + extra);
    const { drift: _, ...silent } = counted(data).objective;
    const exact = minimize(silent, newton(), zeros, { tolerance: 1e-13 });
    expect(s.iterations).toBe(exact.iterations);
    expect(s.x).toEqual(exact.x);
  });

  test('no certificate is below the exact one', () => {
    const along: Iterate[] = [];
    const objective = linearObjective(data);
    minimize(objective, newton(), zeros, {
      onIteration: (iterate) => {
        along.push(iterate);
      },
    });
    expect(along.length).toBeGreaterThan(3);
    for (const { x, certificate } of along) {
      const exact = minimize(objective, newton(), x, { maxIterations: 0, tolerance: 0 });
      expect(certificate!.value).toBeGreaterThanOrEqual(
        exact.certificate!.value * (1 - 1e-6) - 1e-14,
      );
    }
  });

  test('a state without Hessian goes on to the same bits', () => {
    const objective = linearObjective(data);
    const whole = minimize(objective, newton(), zeros, { tolerance: 1e-14 });
    for (let steps = 1; steps < whole.iterations; steps++) {
      const part = minimize(objective, newton(), zeros, { tolerance: 0, maxIterations: steps });
      const state = decodeState<typeof part.state>(
        JSON.parse(JSON.stringify(encodeState(part.state))),
      );
      expect(minimize(objective, newton(), state, { tolerance: 1e-14 }).x).toEqual(whole.x);
    }
  });
});

describe('updates', () => {
  const data = correlated(300, 12);
  const zeros = new Float64Array(linearObjective(data).dimension);
  const settings = { tolerance: 1e-12 };

  test('fewer Hessians lead to the same minimum', () => {
    const plain = counted(data);
    const whole = minimize(plain.objective, newton(), zeros, settings);
    const { objective, hessians } = counted(data);
    const s = minimize(objective, newton({ updates: 3 }), zeros, settings);
    expect(s.converged).toBe(true);
    expect(s.certificate?.kind).toMatch(/newtonDecrement|dualityGap/);
    expect(s.value).toBeCloseTo(whole.value, 10);
    expect(hessians()).toBeLessThan(plain.hessians());
  });

  test('so many steps at most go by one Hessian', () => {
    for (const updates of [0, 1, 2, 5]) {
      let since = 0;
      let most = 0;
      minimize(linearObjective(data), newton({ updates }), zeros, {
        ...settings,
        onIteration: ({ followed }) => {
          since = followed === null ? 0 : since + 1;
          most = Math.max(most, since);
        },
      });
      expect(most).toBeLessThanOrEqual(updates);
      if (updates > 0) expect(most).toBeGreaterThan(0);
    }
  });

  test('a state between two Hessians goes on to the same bits', () => {
    const objective = linearObjective(data);
    const method = newton({ updates: 3 });
    const whole = minimize(objective, method, zeros, { tolerance: 0, maxIterations: 8 });
    for (let steps = 1; steps < 8; steps++) {
      const part = minimize(objective, method, zeros, { tolerance: 0, maxIterations: steps });
      const state = decodeState<typeof part.state>(
        JSON.parse(JSON.stringify(encodeState(part.state))),
      );
      const rest = { tolerance: 0, maxIterations: 8 - steps };
      expect(minimize(objective, method, state, rest).x).toEqual(whole.x);
    }
  });

  test.each([-1, 0.5, Number.NaN, '3'])('%s is no number of them', (updates) => {
    expect(() => newton({ updates: updates as number })).toThrow(
      /newton: updates must be an integer of at least 0/,
    );
  });

  test('an unknown option is named', () => {
    expect(() => newton({ update: 3 } as object)).toThrow(/newton: unknown option "update"/);
  });
});
