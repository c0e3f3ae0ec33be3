import { describe, expect, test } from 'vitest';
import { penguins, twoSpecies } from '../../test/penguins.ts';
import { LogisticPipeline } from '../logistic-pipeline.ts';
import { pipelineFromJSON } from '../predict.ts';
import { SoftmaxPipeline } from '../softmax-pipeline.ts';
import { LogisticPipelinePredictor } from './logistic-pipeline-predictor.ts';
import { SoftmaxPipelinePredictor } from './softmax-pipeline-predictor.ts';

const fitted = LogisticPipeline.fit(twoSpecies, { target: 'species' });
const softmax = SoftmaxPipeline.fit(penguins, { target: 'species' });
const plain = (pipeline: object) => JSON.parse(JSON.stringify(pipeline));
const json = plain(fitted);

test('an equal pipeline comes back', () => {
  expect(plain(LogisticPipeline.fromJSON(json))).toEqual(json);
  expect(plain(SoftmaxPipeline.fromJSON(plain(softmax)))).toEqual(plain(softmax));
  expect(LogisticPipeline.fromJSON(json).report).toEqual(fitted.report);
  expect([json.format, json.version, json.target]).toEqual(['betahat/pipeline', 1, 'species']);
});

test('the predictor is of the kind that was written', () => {
  expect(pipelineFromJSON(json)).toBeInstanceOf(LogisticPipelinePredictor);
  expect(pipelineFromJSON(plain(softmax))).toBeInstanceOf(SoftmaxPipelinePredictor);
  expect(Object.isFrozen(pipelineFromJSON(json))).toBe(true);
});

describe.each([
  ['LogisticPipeline.fromJSON', LogisticPipeline.fromJSON],
  ['LogisticPipelinePredictor.fromJSON', LogisticPipelinePredictor.fromJSON],
  ['pipelineFromJSON', pipelineFromJSON],
])('%s rejects', (_, read) => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'the pipeline must be an object as toJSON returns it, got undefined'],
    ['text', '{}', 'the pipeline must be an object as toJSON returns it, got "{}"'],
    ['an array', [json], 'the pipeline must be an object as toJSON returns it, got an array'],
    ['a model alone', json.model, 'format must be "betahat/pipeline", got "betahat/logistic'],
    [
      'no format',
      { ...json, format: undefined },
      'format must be "betahat/pipeline", got undefined',
    ],
    ['no version', { ...json, version: 'one' }, 'version must be a positive integer, got "one"'],
    [
      'a newer version',
      { ...json, version: 2 },
      'version must be at most 1; the pipeline was written by a newer release, which this one cannot read:, got 2',
    ],
    [
      'what else there is',
      { ...json, extra: 1 },
      'every field must be one of format, version, target',
    ],
    ['no target', { ...json, target: 7 }, 'target must be a string, got 7'],
    [
      'a target that is read',
      { ...json, target: 'mass' },
      'target must be none of the columns that encoder reads, got "mass"',
    ],
    [
      'no optional',
      { ...json, optional: 'mass' },
      'optional must be an array of strings, got "mass"',
    ],
    [
      'an optional stranger',
      { ...json, optional: ['mass', 'wings'] },
      'optional[1] must be a column that encoder reads, got "wings"',
    ],
    ['no encoder', { ...json, encoder: null }, 'json must be an object, got null'],
    ['no model', { ...json, model: null }, 'must be'],
    ['a strange model', { ...json, model: { format: 'x' } }, 'format must be "betahat/logistic'],
    [
      'an unusable coefficient',
      { ...json, model: { ...json.model, coefficients: [null] } },
      'coefficients[0] must be a finite number, got null',
    ],
    [
      'a model of other columns',
      { ...json, model: { ...json.model, coefficients: [1, 2] } },
      'the number of columns of model must be 9, as of encoder, got 2',
    ],
  ])('%s', (_name, value, message) => {
    expect(() => read(value)).toThrow(message);
  });

  test.each([
    ['__proto__', 'the pipeline', (key: string) => `{"${key}":{},${JSON.stringify(json).slice(1)}`],
    [
      'constructor',
      'model',
      (key: string) => JSON.stringify(json).replace('"model":{', `"model":{"${key}":1,`),
    ],
    [
      '__proto__',
      'encoder',
      (key: string) => JSON.stringify(json).replace('"encoder":{', `"encoder":{"${key}":{},`),
    ],
    [
      'prototype',
      'encoder.columns.0',
      (key: string) => JSON.stringify(json).replace('"columns":[{', `"columns":[{"${key}":1,`),
    ],
  ])('the key %s in %s', (key, place, write) => {
    expect(() => read(JSON.parse(write(key)))).toThrow(`${place} must have no key "${key}"`);
  });

  test('an object that holds itself', () => {
    const model: Record<string, unknown> = { ...json.model, coefficients: 7 };
    model['model'] = model;
    expect(() => read({ ...json, model })).toThrow(
      'coefficients must be an array of numbers, got 7',
    );
  });

  test('what is inherited', () => {
    expect(() => read(Object.create(json))).toThrow('format must be "betahat/pipeline"');
  });
});

test('each kind reads its own only', () => {
  expect(() => SoftmaxPipeline.fromJSON(json)).toThrow(
    'format must be "betahat/softmax-regression"',
  );
  expect(() => LogisticPipeline.fromJSON(plain(softmax))).toThrow(
    'format must be "betahat/logistic-regression"',
  );
  const { report, ...model } = json.model;
  expect(report.converged).toBe(true);
  expect(() => LogisticPipeline.fromJSON({ ...json, model })).toThrow('report must be an object');
  expect(pipelineFromJSON({ ...json, model }).predict(twoSpecies)).toEqual(
    fitted.predict(twoSpecies),
  );
});
