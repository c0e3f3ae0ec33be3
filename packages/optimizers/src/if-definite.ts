import { NotPositiveDefiniteError } from '@betahat/linalg';

/** What a factorization gives, or null where its matrix is not positive definite. */
export const ifDefinite = <F>(factor: () => F): F | null => {
  try {
    return factor();
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
};
