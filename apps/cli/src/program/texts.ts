/** Paragraphs that the help of several commands has. */

export const EXIT_CODES = `
Exit codes:
  0    done
  1    the fit did not converge or has no optimum, or the program failed
  2    the command line, a file or its data is at fault; one line says where
  130  stopped by Ctrl-C`;

export const TABLES = `
Tables are CSV and TSV (a header line, quoting by "), JSON (an array of records,
or one record a line) and Parquet; CSV and JSON also as .gz and .zst. Several
files of the same columns are one table; "*", "?" and "[…]" match names; - is
standard input. Rows in messages count from 1, without the header.

In --sql, a DuckDB query, each file is a table of its name without endings; a
single file is "input" too.`;
