import { rangeError } from '@betahat/linalg/check';

export const checkClasses = (where: string, classes: number): void => {
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw rangeError(where, 'classes', 'an integer ≥ 2', classes);
  }
};
