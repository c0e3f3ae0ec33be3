import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Table } from './table.ts';

/**
 * The rows of a table in their order, some two thousand at a time: for each the values of the SQL
 * expressions `cells`. `rows` of a chunk may be fewer than the chunk holds.
 *
 * A stream of DuckDB (1.5) that fails on its way ends like one that is complete, without an error. So
 * a last row is put after the table's own; where it does not come, the same cells are read once more
 * in a way that tells the error.
 *
 * @throws what `table.explain` makes of DuckDB's error
 */
export async function* chunks(
  table: Table,
  cells: readonly string[],
): AsyncGenerator<{ readonly chunk: DuckDBDataChunk; readonly rows: number }, void, void> {
  const { connection, rows: source } = table;
  const values = [...source.values];
  const read = `SELECT ${cells.join(', ')} FROM (SELECT * FROM ${source.sql})`;
  const marked = `SELECT ${cells.join(', ')}, false FROM (SELECT * FROM ${source.sql})`;
  const end = `SELECT ${cells.map(() => 'NULL').join(', ')}, true`;
  try {
    const result = await connection.stream(`${marked} UNION ALL ${end}`, values);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const last = chunk.getColumnVector(cells.length).getItem(chunk.rowCount - 1) === true;
      const rows = last ? chunk.rowCount - 1 : chunk.rowCount;
      if (rows > 0) yield { chunk, rows };
      if (last) return;
    }
    const counts = cells.map((_, j) => `count(#${j + 1})`);
    await connection.run(`SELECT ${counts.join(', ')} FROM (${read})`, values);
    throw new Error('DuckDB ended the rows of the table before their end');
  } catch (error) {
    throw await table.explain(error);
  }
}
