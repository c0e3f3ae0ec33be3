import { expect, test } from 'vitest';
import * as activations from './index.ts';

test('every activation comes as a function, a product with its derivative, and a descriptor', () => {
  const names = Object.keys(activations);
  for (const name of names.filter((n) => n.endsWith('Activation'))) {
    const descriptor = activations[name as 'sigmoidActivation'];
    expect(name).toBe(`${descriptor.name}Activation`);
    expect(names).toContain(descriptor.name);
    expect(names).toContain(`${descriptor.name}Vjp`);
  }
});
