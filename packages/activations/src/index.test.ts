import { expect, test } from 'vitest';
import * as activations from './index.ts';

test('every activation comes as a function, a product with its derivative, and a descriptor', () => {
  const exported = new Map<string, unknown>(Object.entries(activations));
  const descriptors = [...exported].filter(([name]) => name.endsWith('Activation'));
  expect(descriptors).toHaveLength(8);
  for (const [name, descriptor] of descriptors as [string, activations.Activation][]) {
    expect(name).toBe(`${descriptor.name}Activation`);
    expect(exported.get(descriptor.name)).toBe(descriptor.value);
    expect(exported.get(`${descriptor.name}Vjp`)).toBe(descriptor.vjp);
  }
});
