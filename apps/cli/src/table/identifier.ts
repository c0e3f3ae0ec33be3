import { UserError } from '../user-error.ts';

/**
 * A name as an SQL identifier, for what cannot be a bound value: in double quotes, those inside it
 * twice.
 *
 * @throws UserError for a name with a NUL character, which no identifier can hold
 */
export const identifier = (name: string): string => {
  if (name.includes('\0')) throw new UserError('a name must not hold a NUL character');
  return `"${name.replaceAll('"', '""')}"`;
};
