/** A file that the user named, and where it is. */
export interface NamedFile {
  /** As messages call it. */
  readonly name: string;
  readonly path: string;
}

/** How several files are called in messages. */
export const nameOf = (files: readonly NamedFile[]): string => {
  const [first, ...rest] = files;
  return rest.length === 0 ? first!.name : `${first!.name} and ${rest.length} more`;
};

/** How `-` is called in messages. */
export const STANDARD_INPUT = 'standard input';
