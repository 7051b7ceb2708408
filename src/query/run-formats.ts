import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { Parameter } from './command-line-parameters.ts';
import { csvInput, tsvInput } from './inputs/delimited.ts';
import { eventLogInput } from './inputs/event-log.ts';
import { fileSystemInput } from './inputs/file-system.ts';
import type { InputFormat } from './inputs/input.ts';
import { lineInputs } from './inputs/line-inputs.ts';
import { jsonLinesInput, parquetInput } from './inputs/modern.ts';
import { isRefused, refusal } from './inputs/refused.ts';
import { textLineInput, textWordInput } from './inputs/text.ts';
import { xmlInput } from './inputs/xml.ts';
import { chartParameters } from './outputs/chart-parameters.ts';
import { csv, tsv } from './outputs/csv.ts';
import { datagridParameters } from './outputs/datagrid.ts';
import { nat } from './outputs/nat.ts';
import { discard } from './outputs/null.ts';
import type { TextFormat } from './outputs/output.ts';
import { sqlParameters } from './outputs/sql-options.ts';
import { syslogParameters } from './outputs/syslog-options.ts';
import { tpl } from './outputs/tpl.ts';
import { iis, w3c } from './outputs/w3c.ts';
import { xml } from './outputs/xml.ts';

/** The inputs of Log Parser that easel has, then its own. */
export const inputFormats: readonly InputFormat[] = [
  ...lineInputs,
  csvInput,
  tsvInput,
  xmlInput,
  textLineInput,
  textWordInput,
  fileSystemInput,
  eventLogInput,
  jsonLinesInput,
  parquetInput,
];

export const textFormats: readonly TextFormat[] = [nat, csv, tsv, w3c, iis, xml, tpl, discard];

/** easel's own formats of results, written by what `sql` writes with. */
export const ownFormats = ['table', 'json', 'jsonl', 'md', 'arrow', 'parquet'] as const;
export type OwnFormat = (typeof ownFormats)[number];

export interface OutputListing {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
}

const otherOutputs: readonly OutputListing[] = [
  { name: 'SYSLOG', title: 'Messages to a syslog server', parameters: syslogParameters },
  { name: 'SQL', title: 'A table in a DuckDB, SQLite or Parquet file', parameters: sqlParameters },
  { name: 'DATAGRID', title: 'A table in a page for the browser', parameters: datagridParameters },
  { name: 'CHART', title: 'A chart: HTML, SVG or PNG', parameters: chartParameters },
  ...ownFormats.map((name) => ({
    name: name.toUpperCase(),
    title: `easel's ${name} format`,
    parameters: [],
  })),
];

export const outputFormats: readonly OutputListing[] = [...textFormats, ...otherOutputs];

export const allParameters: readonly Parameter[] = [
  ...inputFormats.flatMap(({ parameters }) => parameters),
  ...outputFormats.flatMap(({ parameters }) => parameters),
];

/** An input format of Log Parser or, by its own name, of easel. */
export async function findInput(name: string): Promise<InputFormat> {
  const wanted = name.toUpperCase();
  const found = inputFormats.find((format) => format.name === wanted);
  if (found !== undefined) return found;
  if (isRefused(name)) throw refusal(name);
  const { easelInputs } = await import('./inputs/easel-formats.ts');
  const own = await easelInputs();
  const ours = own.find((format) => format.name === wanted);
  if (ours !== undefined) return ours;
  const names = [...inputFormats, ...own].map((format) => format.name);
  const near = nearest(name, names);
  throw new UsageError('unknown-format', `there is no input format ${name}`, {
    hint: near === undefined ? `input formats: ${names.join(', ')}` : `did you mean ${near}?`,
  });
}

export function findOutput(name: string): OutputListing {
  const found = outputFormats.find((format) => format.name === name.toUpperCase());
  if (found !== undefined) return found;
  const near = nearest(
    name,
    outputFormats.map((format) => format.name),
  );
  throw new UsageError('unknown-format', `there is no output format ${name}`, {
    hint:
      name.toUpperCase() === 'NEUROVIEW'
        ? 'easel leaves the Matrix to the original'
        : near === undefined
          ? `output formats: ${outputFormats.map((format) => format.name).join(', ')}`
          : `did you mean ${near}?`,
  });
}
