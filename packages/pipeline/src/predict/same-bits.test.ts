import type { TableRecord } from '@betahat/features';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { penguins, twoSpecies } from '../../test/penguins.ts';
import { LogisticPipeline } from '../logistic-pipeline.ts';
import { pipelineFromJSON } from '../predict.ts';
import { SoftmaxPipeline } from '../softmax-pipeline.ts';

const hole = fc.constantFrom(null, undefined, Number.NaN, '');
const record: fc.Arbitrary<TableRecord> = fc.record(
  {
    island: fc.oneof(fc.constantFrom('Biscoe', 'Dream', 'Torgersen', 'Mars', '__proto__'), hole),
    bill_length: fc.oneof(fc.double({ noDefaultInfinity: true, min: -1e9, max: 1e9 }), hole),
    mass: fc.oneof(fc.integer(), fc.integer().map(String), hole),
    male: fc.oneof(fc.boolean(), fc.constantFrom('true', 'FALSE', 0, 1), hole),
    seen: fc.oneof(fc.constantFrom('2007-12-01', '1999-01-31T12:00'), hole),
    surplus: fc.string(),
  },
  { requiredKeys: ['island', 'mass', 'seen'] },
);

const bits = (values: ArrayLike<number>) => [
  ...new BigUint64Array(Float64Array.from(values).buffer),
];

test.each([false, true])(
  'a row alone, in a batch and from JSON: two classes, sparse %s',
  (sparse) => {
    const fitted = LogisticPipeline.fit(twoSpecies, { target: 'species', sparse });
    const json = JSON.parse(JSON.stringify(fitted));
    const others = [LogisticPipeline.fromJSON(json), pipelineFromJSON(json) as LogisticPipeline];
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 9 }), (rows) => {
        const labels = fitted.predict(rows);
        const logits = bits(fitted.decisionFunction(rows));
        const probabilities = bits(fitted.predictProba(rows).data);
        for (const one of [fitted, ...others]) {
          expect(rows.map((row) => one.predict(row))).toEqual(labels);
          expect(bits(rows.map((row) => one.decisionFunction(row)))).toEqual(logits);
          expect(rows.flatMap((row) => bits(one.predictProba(row)))).toEqual(probabilities);
          expect(bits(one.predictProba(rows).data)).toEqual(probabilities);
        }
      }),
    );
  },
);

test('a row alone, in a batch and from JSON: three classes', () => {
  const fitted = SoftmaxPipeline.fit(penguins, { target: 'species' });
  const json = JSON.parse(JSON.stringify(fitted));
  const others = [SoftmaxPipeline.fromJSON(json), pipelineFromJSON(json) as SoftmaxPipeline];
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 9 }), (rows) => {
      const labels = fitted.predict(rows);
      const logits = bits(fitted.decisionFunction(rows).data);
      const probabilities = bits(fitted.predictProba(rows).data);
      for (const one of [fitted, ...others]) {
        expect(rows.map((row) => one.predict(row))).toEqual(labels);
        expect(rows.flatMap((row) => bits(one.decisionFunction(row)))).toEqual(logits);
        expect(rows.flatMap((row) => bits(one.predictProba(row)))).toEqual(probabilities);
        expect(bits(one.decisionFunction(rows).data)).toEqual(logits);
      }
    }),
  );
});
