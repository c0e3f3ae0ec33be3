import stringWidth from 'string-width';
import { decimals } from '../print/numbers.ts';
import { labelText } from '../print/quote.ts';
import type { PredictedBlock } from '../rows/predictions.ts';
import { csvField } from './csv-field.ts';
import type { Format } from './formats.ts';
import { keptCell, type Layout } from './layout.ts';

/** How predictions are written as text: before the first row, for some rows, after the last. */
export interface TextFormat {
  readonly header: string;
  readonly rows: (block: PredictedBlock) => string;
  readonly footer: string;
}

/** The writer of a text format. */
export const textFormat = (format: Exclude<Format, 'parquet'>, columns: Layout): TextFormat => {
  switch (format) {
    case 'csv':
      return delimited(columns, ',');
    case 'tsv':
      return delimited(columns, '\t');
    case 'jsonl':
      return { header: '', rows: (block) => `${objects(columns, block).join('\n')}\n`, footer: '' };
    case 'json':
      return list(columns);
    case 'table':
      return aligned(columns);
  }
};

/** The columns kept, `prediction`, and `probability_` and its name for each class; all digits. */
const delimited = ({ names, kept, classes }: Layout, delimiter: string): TextFormat => {
  const field = (value: string) => csvField(value, delimiter);
  const fields = new Map(classes.map((label) => [label, field(String(label))]));
  return {
    header: `${names.map(field).join(delimiter)}\n`,
    rows: (block) => {
      const { labels, probabilities } = block;
      const { data, cols } = probabilities;
      return labels
        .map((label, i) => {
          const before = kept.map((_, j) => {
            const cell = keptCell(block, j, i);
            return cell == null ? '' : field(String(cell));
          });
          const numbers = data.subarray(i * cols, (i + 1) * cols);
          return `${[...before, fields.get(label), ...numbers].join(delimiter)}\n`;
        })
        .join('');
    },
    footer: '',
  };
};

/** {"prediction": label, "probabilities": {label: number, …}} for each row, after what is kept. */
const objects = ({ kept, classes }: Layout, block: PredictedBlock): string[] => {
  const { data, cols } = block.probabilities;
  const keys = classes.map((label) => JSON.stringify(String(label)));
  const names = kept.map((name) => JSON.stringify(name));
  return block.labels.map((label, i) => {
    const before = names.map((name, j) => `${name}:${JSON.stringify(keptCell(block, j, i))},`);
    const pairs = keys.map((key, k) => `${key}:${data[i * cols + k]}`);
    return `{${before.join('')}"prediction":${JSON.stringify(label)},"probabilities":{${pairs.join(',')}}}`;
  });
};

const list = (columns: Layout): TextFormat => ({
  header: '[',
  rows: (block) =>
    objects(columns, block)
      .map((object, i) => `${block.start + i === 0 ? '\n' : ',\n'}${object}`)
      .join(''),
  footer: '\n]\n',
});

const WIDEST_KEPT = 20;

/** For people: columns of one width, told by the classes, and four decimals. */
const aligned = ({ kept, classes }: Layout): TextFormat => {
  const labels = new Map(classes.map((label) => [label, labelText(label)]));
  const texts = [...labels.values()];
  const widest = Math.max('prediction'.length, ...texts.map((text) => stringWidth(text)));
  const widths = [
    ...kept.map(() => WIDEST_KEPT),
    widest,
    ...texts.map((text) => Math.max(DECIMALS, stringWidth(text))),
  ];
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell, j) => {
        const blank = ' '.repeat(Math.max(0, widths[j]! - stringWidth(cell)));
        return j <= kept.length ? cell + blank : blank + cell;
      })
      .join('  ')
      .trimEnd()}\n`;
  return {
    header: line([...kept.map((name) => labelText(name, WIDEST_KEPT)), 'prediction', ...texts]),
    rows: (block) => {
      const { data, cols } = block.probabilities;
      return block.labels
        .map((label, i) =>
          line([
            ...kept.map((_, j) => labelText(String(keptCell(block, j, i) ?? '–'), WIDEST_KEPT)),
            labels.get(label)!,
            ...Array.from(data.subarray(i * cols, (i + 1) * cols), decimals),
          ]),
        )
        .join('');
    },
    footer: '',
  };
};

/** Characters of 0.1234. */
const DECIMALS = 6;
