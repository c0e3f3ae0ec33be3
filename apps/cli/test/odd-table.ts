/** A table with all that real ones have: words, holes, dates, quotes, unicode, a mark, CR LF. */
export const oddRecords = (rows: number): Record<string, string>[] =>
  Array.from({ length: rows }, (_, i) => {
    const size = 150 + ((i * 37) % 401) / 10;
    const island = ['Biscoe', 'Dream', 'Torgersen', ''][(i * 7) % 4]!;
    const noise = (((i * 7919) % 1009) / 1009 - 0.5) * 20;
    return {
      'Größe, cm': i % 11 === 0 ? '' : size.toFixed(1),
      'say "hi"': String(i % 7),
      Insel: island,
      gesehen: `2007-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
      'alt genug': i % 3 ? 'true' : 'false',
      日本: size + (island === 'Dream' ? 9 : 0) + noise > 172 ? 'ja' : 'nein, "nie"',
    };
  });

/** The same as CSV with a byte-order mark and CR LF. */
export const oddCsv = (records: readonly Record<string, string>[]): string => {
  const field = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = records.map((record) => Object.values(record).map(field).join(','));
  return `\ufeff${[Object.keys(records[0]!).map(field).join(','), ...lines].join('\r\n')}\r\n`;
};

export const ODD_TARGET = '日本';
