import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { CommandLine } from './command-line.ts';
import type { Parameter } from './command-line-parameters.ts';
import { functionHelp, functionNames } from './run-function-help.ts';
import { conversionNames } from './run-convert.ts';
import { findInput, findOutput, inputFormats, outputFormats } from './run-formats.ts';
import type { SourceField } from './source.ts';

const usage = (program: string): string => `Usage:
  ${program} [-i:<input>] [-o:<output>] <query | file:query.sql[?name=value+name=value]>
      [parameters of the formats] [-q[:ON|OFF]] [-e:<n>] [-iw[:ON|OFF]] [-stats[:ON|OFF]]
      [-saveDefaults] [-queryInfo]
  ${program} -c -i:<input> -o:<output> <from> <into> [<condition>] [-multiSite[:ON|OFF]]
  ${program} -restoreDefaults

  -i:<input>     ${inputFormats.map(({ name }) => name).join(', ')}
  -o:<output>    ${outputFormats.map(({ name }) => name).join(', ')}
  -q             only the rows: no header, no statistics, no parse errors
  -e:<n>         tells each parse error, and stops at more than <n>; -1 counts them (default)
  -iw            goes on without asking; easel never asks
  -stats         ON prints the statistics (default)
  -queryInfo     shows formats, columns and SQL instead of running the query
  -saveDefaults  keeps the other switches for later runs; -restoreDefaults forgets them

Help:
  -h GRAMMAR               the language
  -h FUNCTIONS [<name>]    its functions
  -h EXAMPLES              queries to begin with
  -h -i:<input> [<from>]   parameters and fields of an input format, or of a file
  -h -o:<output>           parameters of an output format
  -h -c                    conversions
`;

const ownUsage = `
Also:
  --format <name>    table, csv, json, jsonl, md, arrow or parquet; --json = --format json
  --out <file>       where the rows go, as INTO
  --db <file>        FROM <table> reads this warehouse (default: $EASEL_DB, else easel.duckdb)
  --tz <zone>        zone of TO_LOCALTIME and TO_UTCTIME (default: the system's)
  --library <xml>    a library of Log Parser Studio: with --list, or --run <name> <path>...
  --strict-dialect   refuses what Log Parser did not know
  --offline          refuses what needs the network
  --memory, --threads, --timeout    limits for the engine
  --quiet            says nothing but errors

A path after the query replaces '[LOGFILEPATH]' in it. Rows go to stdout, all else to stderr.
`;

const grammar = `query        SELECT [TOP n] [DISTINCT | ALL] <item>, ...
               [USING <item>, ...] [INTO <target>] FROM <source>, ...
               [WHERE <condition>] [GROUP BY <expression>, ... [WITH ROLLUP]]
               [HAVING <condition>] [ORDER BY <expression>, ... | * [ASC | DESC]]
item         <expression> [AS <name>] | *
expression   <field> | <constant> | <FUNCTION>(<expression>, ...)
             | <AGGREGATE>([DISTINCT | ALL] <expression> | *)
             | CASE <expression> WHEN <expression> THEN <expression> ... [ELSE <expression>] END
condition    <expression> = | <> | < | > | <= | >= <expression>
             | <expression> IS [NOT] NULL | <expression> [NOT] LIKE '<mask>'
             | <expression> [NOT] BETWEEN <expression> AND <expression>
             | <expression> [NOT] IN (<value>; <value>; ...)
             | <expression> [NOT] IN (<query>)
             | <expression> = | <> | ... ALL | ANY (<values or query>)
             | NOT <condition> | <condition> AND | OR <condition>
constant     12  0x1F  1.5  'text'  NULL  TIMESTAMP('2024-05-01', 'yyyy-MM-dd')
comments     /* ... */  -- to the end of the line

There are no operators for arithmetic: ADD, SUB, MUL, DIV. [A name] with blanks stands in brackets.
`;

const examples = (program: string): string => `Requests by status:
  ${program} -i:IISW3C "SELECT sc-status, COUNT(*) AS Hits FROM u_ex*.log GROUP BY sc-status ORDER BY Hits DESC"
The ten busiest users, as CSV:
  ${program} -o:CSV "SELECT TOP 10 cs-username, COUNT(*) AS Hits INTO top.csv FROM u_ex*.log GROUP BY cs-username ORDER BY Hits DESC"
Requests an hour, in local time:
  ${program} "SELECT QUANTIZE(TO_LOCALTIME(TO_TIMESTAMP(date, time)), 3600) AS Hour, COUNT(*) AS Hits FROM u_ex*.log GROUP BY Hour ORDER BY Hour"
A chart:
  ${program} -chartType:PieExploded "SELECT EXTRACT_EXTENSION(cs-uri-stem) AS Kind, COUNT(*) AS Hits INTO kinds.png FROM u_ex*.log GROUP BY Kind"
One file a day:
  ${program} -o:CSV "SELECT date, time, c-ip, cs-uri-stem INTO days\\*.csv FROM u_ex*.log"
`;

const credits = 'easel speaks the dialect of Log Parser 2.2, which was written at Microsoft.\n';

/** The text for `-h ...`; fields of a file come from `fieldsOf`. */
export async function helpText(
  line: CommandLine,
  program: string,
  fieldsOf: () => Promise<readonly SourceField[]>,
): Promise<string> {
  const [topic, name] = line.operands;
  if (line.mode === 'credits') return credits;
  if (line.inputFormat !== undefined) return inputHelp(line.inputFormat, fieldsOf);
  if (line.outputFormat !== undefined) {
    const { name: format, title, parameters } = findOutput(line.outputFormat);
    return `Output format ${format}: ${title}\n\n${parameterText(parameters)}`;
  }
  switch (topic?.toUpperCase()) {
    case undefined:
      return usage(program) + (program === 'easel query' ? ownUsage : '');
    case 'GRAMMAR':
      return grammar;
    case 'FUNCTIONS':
      return name === undefined ? allFunctions() : oneFunction(name);
    case 'EXAMPLES':
      return examples(program);
    case '-C':
      return `Conversions: ${conversionNames.join(', ')}\n\n${program} -c -i:<input> -o:<output> <from> <into> [<condition>] [-multiSite:ON]\n`;
    default:
      throw new UsageError('usage', `there is no help about ${topic ?? ''}`, {
        hint: 'GRAMMAR, FUNCTIONS [name], EXAMPLES, -i:<input> [file], -o:<output>, -c',
      });
  }
}

function allFunctions(): string {
  const names = functionNames();
  return `${columnsOf(names)}\n-h FUNCTIONS <name> tells more.\n`;
}

function oneFunction(name: string): string {
  const text = functionHelp(name.toUpperCase());
  if (text !== undefined) return text;
  const near = nearest(name, functionNames());
  throw new UsageError('unknown-function', `there is no function ${name.toUpperCase()}`, {
    hint: near === undefined ? '-h FUNCTIONS lists them' : `did you mean ${near}?`,
  });
}

async function inputHelp(
  format: string,
  fieldsOf: () => Promise<readonly SourceField[]>,
): Promise<string> {
  const { name, title, parameters } = await findInput(format);
  const fields = await fieldsOf();
  const letters = { STRING: 'S', INTEGER: 'I', REAL: 'R', TIMESTAMP: 'T' };
  const list = columnsOf(fields.map((field) => `${field.name} (${letters[field.type]})`));
  return `Input format ${name}: ${title}\n\n${parameterText(parameters)}\nFields:\n${list}`;
}

function parameterText(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return 'It has no parameters.\n';
  const lines = parameters.map(({ name, kind, choices, default: fallback, doc }) => {
    const values = {
      switch: 'ON|OFF',
      auto: 'ON|OFF|AUTO',
      number: '<number>',
      text: '<text>',
      file: '<file>',
    };
    const list = choices !== undefined && choices.length > 6 ? '<name>' : choices?.join('|');
    const value = kind === 'choice' ? (list ?? '') : values[kind];
    const shown = fallback === '' ? '' : ` [default: ${fallback === ' ' ? 'a blank' : fallback}]`;
    const more = list === '<name>' ? `\n      ${(choices ?? []).join(', ')}` : '';
    return `  -${name}:${value}${shown}\n      ${doc}${more}`;
  });
  return `Parameters:\n${lines.join('\n')}\n`;
}

/** Names in columns, read from left to right. */
function columnsOf(names: readonly string[]): string {
  const width = Math.max(1, ...names.map((name) => name.length)) + 2;
  const perLine = Math.max(1, Math.floor(78 / width));
  const lines: string[] = [];
  for (let i = 0; i < names.length; i += perLine) {
    const row = names.slice(i, i + perLine).map((name) => name.padEnd(width));
    lines.push(`  ${row.join('').trimEnd()}`);
  }
  return `${lines.join('\n')}\n`;
}
