export const placeholder = 'linalg';
