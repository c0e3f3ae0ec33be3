import { DuckDBInstance } from '@duckdb/node-api';

/** Writes the rows of a query as Parquet, JSON or CSV, compressed by the ending of the name. */
export const writeWithDuckDB = async (query: string, file: string): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const quoted = `'${file.replaceAll("'", "''")}'`;
  const options = /\.parquet$/.test(file)
    ? '(format parquet)'
    : /\.json(\.gz)?$/.test(file)
      ? `(format json, array true${/\.gz$/.test(file) ? ', compression gzip' : ''})`
      : /\.jsonl/.test(file)
        ? `(format json${/\.gz$/.test(file) ? ', compression gzip' : /\.zst$/.test(file) ? ', compression zstd' : ''})`
        : `(header${/\.tsv/.test(file) ? ", delim '\t'" : ''}${/\.zst$/.test(file) ? ', compression zstd' : ''})`;
  try {
    await connection.run(`COPY (${query}) TO ${quoted} ${options}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
