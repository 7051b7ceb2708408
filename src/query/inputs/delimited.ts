import { UsageError } from '../../support/errors.ts';
import type { Parameter } from '../command-line-parameters.ts';
import { separatorText } from '../outputs/csv.ts';
import type { FieldSplitting } from './csv-records.ts';
import type { Layout } from './delimited-lines.ts';
import {
  checkpointParameter,
  codepageParameter,
  type InputFormat,
  recurseParameter,
  timestampFormatParameter,
} from './input.ts';
import { openDelimited } from './open-delimited.ts';

const sharedParameters = (dtLines: string): readonly Parameter[] => [
  { name: 'headerRow', kind: 'switch', default: 'ON', doc: 'The first line names the fields.' },
  { name: 'iHeaderFile', kind: 'file', default: '', doc: 'A file whose first line names them.' },
  { name: 'nFields', kind: 'number', default: '-1', doc: 'Fields of a record; -1 = found out.' },
  {
    name: 'dtLines',
    kind: 'number',
    default: dtLines,
    doc: 'Lines that decide the number and the types of fields; 0 = all fields are STRING.',
  },
  { name: 'nSkipLines', kind: 'number', default: '0', doc: 'Lines to pass over at the start.' },
  codepageParameter('0'),
  recurseParameter('0'),
  timestampFormatParameter('yyyy-MM-dd hh:mm:ss'),
  checkpointParameter,
];

export const csvInput: InputFormat = {
  name: 'CSV',
  title: 'Comma-separated values',
  parameters: [
    ...sharedParameters('10'),
    {
      name: 'fixedFields',
      kind: 'switch',
      default: 'ON',
      doc: 'All records have as many fields as the header.',
    },
    {
      name: 'iDQuotes',
      kind: 'choice',
      choices: ['Auto', 'Ignore'],
      default: 'Auto',
      doc: 'Double quotes around values: taken off, or left as they are.',
    },
    { name: 'comment', kind: 'text', default: '', doc: 'Passes over lines that begin with this.' },
  ],
  open: (entries, settings, world) =>
    openDelimited(
      {
        name: 'CSV',
        splitting: { separator: ',', isQuoted: settings.text('iDQuotes') === 'Auto' },
        collapses: false,
        keeps: keepsUncommented(settings.text('comment')),
      },
      entries,
      settings,
      world,
    ),
};

export const tsvInput: InputFormat = {
  name: 'TSV',
  title: 'Tab-separated values, or separated by blanks or any character',
  parameters: [
    {
      name: 'iSeparator',
      kind: 'text',
      default: 'tab',
      doc: 'What stands between fields: a character, `tab`, `space`, or `spaces` (blanks and tabs).',
    },
    {
      name: 'nSep',
      kind: 'number',
      default: '1',
      doc: 'Separators between two fields; fewer belong to a value.',
    },
    {
      name: 'fixedSep',
      kind: 'switch',
      default: 'OFF',
      doc: 'Each separator counts; OFF = runs of them are one.',
    },
    {
      name: 'lineFilter',
      kind: 'text',
      default: '',
      doc: '+text,text = only lines that begin so; -text,text = all others.',
    },
    ...sharedParameters('100'),
  ],
  open(entries, settings, world) {
    // The engine's regular expressions repeat nothing more often.
    const count = Math.min(1000, Math.max(1, settings.number('nSep')));
    const isFixed = settings.isOn('fixedSep');
    return openDelimited(
      {
        name: 'TSV',
        splitting: tabularSplitting(settings.text('iSeparator'), count, isFixed),
        collapses: !isFixed,
        keeps: lineFilter(settings.text('lineFilter')),
      },
      entries,
      settings,
      world,
    );
  },
};

/** At least `count` separators stand between two fields, exactly so many where `isFixed`. */
function tabularSplitting(word: string, count: number, isFixed: boolean): FieldSplitting {
  const isSpaces = word.toLowerCase() === 'spaces';
  const one = isSpaces ? ' ' : separatorText(word);
  const separator = one.repeat(count);
  const plain = { separator, isQuoted: false };
  if (!isSpaces && (isFixed || count === 1)) return plain;
  const each = isSpaces ? '[ \\t]' : `(?:${one.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')})`;
  // Fewer than `count` at an end of a line stand between no fields either.
  const pattern = isFixed ? `${each}{${count}}` : `^${each}+|${each}{${count},}|${each}+$`;
  return { ...plain, pattern };
}

function keepsUncommented(comment: string): Layout['keeps'] {
  return comment === '' ? undefined : (line) => !line.startsWith(comment);
}

function lineFilter(filter: string): Layout['keeps'] {
  if (filter === '') return undefined;
  const sign = filter[0];
  if (sign !== '+' && sign !== '-') {
    throw new UsageError('bad-parameter', `-lineFilter begins with + or -, not "${filter}"`);
  }
  const prefixes = filter.slice(1).split(/[,|]/);
  return (line) => prefixes.some((prefix) => line.startsWith(prefix)) === (sign === '+');
}
