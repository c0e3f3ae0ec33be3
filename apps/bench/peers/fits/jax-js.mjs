import * as jax from '@jax-js/jax';
import { adam } from './adam.mjs';
import { split, targets, withOnes } from './design.mjs';

const { numpy: np } = jax;
const [BETA1, BETA2] = [0.9, 0.999];

/** jax-js on WebAssembly in float64: Adam on all rows, gradient and step compiled by jit. */
export const prepare = async (problem) => {
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const { rows, cols, outputs, l2 } = problem;
  const p = cols + 1;
  const dtype = np.float64;
  const array = (x, shape) => np.array(x, { shape, dtype });
  const A = array(withOnes(problem), [rows, p]);
  const Y = array(Float64Array.from(targets(problem)), [rows, outputs]);
  const penalised = new Float64Array(p * outputs).fill(l2 / 2, 0, cols * outputs);
  const M = array(penalised, [p, outputs]);

  const loss = (P, a, t, m) => {
    const O = np.dot(a, P.ref);
    // Its own softplus overflows.
    const fitted =
      outputs === 1
        ? np.sum(
            np
              .log1p(np.exp(np.abs(O.ref).mul(-1)))
              .add(np.maximum(O.ref, 0))
              .sub(O.mul(t)),
          )
        : np.sum(jax.nn.logSoftmax(O).mul(t)).mul(-1);
    return fitted.add(np.sum(P.ref.mul(P).mul(m))).div(rows);
  };
  const both = jax.jit(jax.valueAndGrad(loss));
  /** `s`: 1/(1 − β₁ⁿ), 1/(1 − β₂ⁿ), rate. */
  const update = jax.jit((P, m, v, a, t, w, s1, s2, rate) => {
    const g = jax.grad(loss)(P.ref, a, t, w);
    const first = m.mul(BETA1).add(g.ref.mul(1 - BETA1));
    const second = v.mul(BETA2).add(g.ref.mul(g).mul(1 - BETA2));
    const by = first.ref
      .mul(s1)
      .div(np.sqrt(second.ref.mul(s2)).add(1e-8))
      .mul(rate);
    return [P.sub(by), first, second];
  });
  const scalar = (x) => array(Float64Array.of(x), [1]);

  return async (tolerance) => {
    const zeros = () => array(new Float64Array(p * outputs), [p, outputs]);
    let [P, m, v] = [zeros(), zeros(), zeros()];
    let n = 0;
    const step = (rate) => {
      n++;
      const [s1, s2] = [1 / (1 - BETA1 ** n), 1 / (1 - BETA2 ** n)];
      [P, m, v] = update(P, m, v, A.ref, Y.ref, M.ref, scalar(s1), scalar(s2), scalar(rate));
    };
    const look = async () => {
      const [value, gradient] = both(P.ref, A.ref, Y.ref, M.ref);
      return { value: (await value.data())[0], gradient: await gradient.data() };
    };
    await adam({ step, look, tolerance });
    m.dispose();
    v.dispose();
    return split(await P.data(), problem);
  };
};
