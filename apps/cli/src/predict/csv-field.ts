/** A field of a CSV file: quoted where RFC 4180 asks for it. */
export const csvField = (value: string): string =>
  /[",\r\n]|^\s|\s$|^$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
