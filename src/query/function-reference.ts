import { signatureOf, type FunctionRow } from './function-row.ts';
import { functions } from './functions.ts';

const groups: Record<FunctionRow['group'], string> = {
  arithmetic: 'Arithmetic',
  conversion: 'Conversion and time',
  string: 'Text',
  system: 'System and others',
  extension: 'Extensions (refused by --strict-dialect)',
};

const aggregates: readonly (readonly [string, string, string])[] = [
  [
    'COUNT([DISTINCT] * or a, b ...)',
    'INTEGER',
    'Rows, or rows in which one of the arguments is not NULL.',
  ],
  ['SUM([DISTINCT] value)', 'as the argument', 'The sum; NULL over no values.'],
  ['AVG([DISTINCT] value)', 'as the argument', 'The mean; of INTEGER cut off to an INTEGER.'],
  ['MIN(value), MAX(value)', 'as the argument', 'The lowest and the highest value of any type.'],
  [
    'PROPCOUNT(* or a, b ...) [ON (keys)]',
    'REAL',
    'The share of the whole input, or of the group of the first keys.',
  ],
  ['PROPSUM(value) [ON (keys)]', 'REAL', 'The share of the sum.'],
  ['GROUPING(key)', 'INTEGER', '1 on the totals of WITH ROLLUP, else 0.'],
];

/** docs/functions.md: every function with its arguments, result and meaning. */
export function functionReference(): string {
  const sections = Object.entries(groups).map(([group, title]) => {
    const rows = Object.entries(functions)
      .filter(([, row]) => row.group === group)
      .map(([name, row]) => line(signatureOf(name, row), resultOf(row), row.doc));
    return [`## ${title}`, '', ...head, ...rows].join('\n');
  });
  const aggregateRows = aggregates.map((cells) => line(...cells));
  return [
    '# Functions of the Log Parser dialect',
    '',
    'Written from the table in `src/query/functions.ts`; a test keeps the two together. `ANY` is any type, `const` asks for a constant, arguments in brackets may be left out. A NULL argument makes the result NULL unless the line says otherwise.',
    '',
    ['## Aggregates', '', ...head, ...aggregateRows].join('\n'),
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

const head = ['| function | result | meaning |', '| --- | --- | --- |'];

function line(signature: string, result: string, doc: string): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return `| \`${cell(signature)}\` | ${result} | ${cell(doc)} |`;
}

function resultOf(row: FunctionRow): string {
  return row.result === 'SAME' ? 'as the first argument' : row.result;
}
