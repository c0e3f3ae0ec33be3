export const placeholder = 'losses';
