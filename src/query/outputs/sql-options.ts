import type { Parameter, Settings } from '../command-line-parameters.ts';
import type { OutputColumn } from './output.ts';

export const sqlParameters: readonly Parameter[] = [
  { name: 'server', kind: 'text', default: '.', doc: 'Of a database server: refused.' },
  {
    name: 'database',
    kind: 'file',
    default: '',
    doc: 'The file: .duckdb, .sqlite or .db; for a Parquet file INTO names it.',
  },
  { name: 'driver', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  { name: 'dsn', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  { name: 'username', kind: 'text', default: '', doc: 'Of a database server: refused.' },
  { name: 'password', kind: 'text', default: '', doc: 'Of a database server: refused.' },
  { name: 'oConnString', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  {
    name: 'createTable',
    kind: 'switch',
    default: 'OFF',
    doc: 'Make the table where it does not exist.',
  },
  { name: 'clearTable', kind: 'switch', default: 'OFF', doc: 'Empty the table first.' },
  {
    name: 'fixColNames',
    kind: 'switch',
    default: 'ON',
    doc: 'Take characters out of column names that SQL would have to quote.',
  },
  {
    name: 'maxStrFieldLen',
    kind: 'number',
    default: '255',
    doc: 'Longest text of the original; easel cuts nothing.',
  },
  {
    name: 'transactionRowCount',
    kind: 'number',
    default: '0',
    doc: 'Of no meaning here: all rows are one transaction.',
  },
  { name: 'ignoreMinWarns', kind: 'switch', default: 'ON', doc: 'Of no meaning here.' },
  { name: 'ignoreIdCols', kind: 'switch', default: 'OFF', doc: 'Of no meaning here.' },
];

export interface SqlOptions {
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  /** INTO: a table's name, or a Parquet file. */
  readonly target: string;
  readonly cwd: string;
  temporaryPath(): string;
}
