/** A field of a CSV file: quoted where RFC 4180 asks for it, and around its delimiter. */
export const csvField = (value: string, delimiter = ','): string =>
  value.includes(delimiter) || /["\r\n]|^\s|\s$|^$/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value;
