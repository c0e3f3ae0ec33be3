const LONGEST = 60;

/**
 * Text of a file made safe for a terminal: control characters, which could move the cursor or change
 * colours, and characters that turn the direction of writing become escapes such as \u001b.
 */
export const plain = (text: string): string =>
  text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Plain text cut to a number of characters. */
export const shorten = (text: string, longest: number): string => {
  const characters = [...plain(text)];
  return characters.length > longest
    ? `${characters.slice(0, longest - 1).join('')}…`
    : plain(text);
};

/** A name or cell of a file in quotes, on one line, shortened where it is long. */
export const quote = (text: string): string => `"${shorten(text, LONGEST)}"`;

/** Names in quotes with commas between; past ten only their number. */
export const quoteAll = (names: readonly string[], most = 10): string => {
  const shown = names.slice(0, most).map(quote).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
};

/** A class label for a terminal: in quotes where its ends would not be seen. */
export const labelText = (label: string | number | boolean, longest = 30): string => {
  const text = String(label);
  return /^\s|\s$|^$/.test(text) ? quote(text) : shorten(text, longest);
};

/** A name as a shell takes it, to be copied from a message. */
export const word = (name: string): string =>
  /^[\w.:/+-]+$/.test(name) ? name : `'${plain(name).replaceAll("'", "'\\''")}'`;
