export const placeholder = 'random';
