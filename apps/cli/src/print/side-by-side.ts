import stringWidth from 'string-width';

const blockWidth = (block: readonly string[]): number =>
  Math.max(...block.map((line) => stringWidth(line)));

/** How many blocks stand side by side in every band, at least one. */
export const fitting = (blocks: readonly string[][], width: number, gap: number): number => {
  const widest = Math.max(...blocks.map(blockWidth));
  return Math.max(1, Math.floor((width + gap) / (widest + gap)));
};

/** Blocks of equally many lines beside each other. */
export const sideBySide = (blocks: readonly string[][], gap: string): string[] => {
  const widths = blocks.map(blockWidth);
  return blocks[0]!.map((_, line) =>
    blocks
      .map((one, k) => {
        const text = one[line] ?? '';
        return text + ' '.repeat(widths[k]! - stringWidth(text));
      })
      .join(gap)
      .trimEnd(),
  );
};
