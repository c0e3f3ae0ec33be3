export const placeholder = 'activations';
