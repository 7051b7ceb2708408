import { readFileSync } from 'node:fs';
import { AppError, UsageError } from '../../support/errors.ts';
import { cellTexts } from './cell-text.ts';
import {
  codepageParameter,
  fileModeParameter,
  timestampFormatParameter,
  type TextFormat,
  type TextJob,
} from './output.ts';
import { utcText } from '../../support/utc-text.ts';

interface Template {
  readonly header: string;
  readonly body: string;
  readonly footer: string;
}

/** The user's own layout: a body repeated for each record, with a header and a footer. */
export const tpl: TextFormat = {
  name: 'TPL',
  title: 'A template of your own',
  parameters: [
    { name: 'tpl', kind: 'file', default: '', doc: 'The template file.' },
    { name: 'tplHeader', kind: 'file', default: '', doc: 'A file written before the records.' },
    { name: 'tplFooter', kind: 'file', default: '', doc: 'A file written after them.' },
    {
      name: 'noEmptyFile',
      kind: 'switch',
      default: 'ON',
      doc: 'Write no file when there are no records.',
    },
    timestampFormatParameter,
    codepageParameter,
    fileModeParameter,
  ],
  writesEmpty: (settings) => !settings.isOn('noEmptyFile'),
  start(job) {
    const template = templateOf(job);
    const textsOf = cellTexts(job.columns, job.settings.text('oTsFormat'));
    // A page of HTML is code to a browser: what a log says must stay text in it.
    const guard = /\.x?html?$/i.test(job.target) ? escapedForHtml : (text: string) => text;
    const shared = sharedVariables(job);
    const shape = (text: string): string => fill(text, (name) => shared.get(name), job);
    const fields = new Map(job.columns.map(({ name }, i) => [name.toLowerCase(), i]));
    const body = compile(template.body);
    return {
      begin: () => shape(template.header),
      rows: (rows) => [
        rows
          .map((row) => {
            const cells = textsOf(row);
            return expand(body, (name) => {
              const index = fieldIndex(name, fields);
              if (index !== undefined && index < cells.length) return guard(cells[index] ?? '');
              return shared.get(name) ?? environmentVariable(name, job);
            });
          })
          .join(''),
      ],
      end: () => shape(template.footer),
    };
  },
};

function fieldIndex(name: string, fields: ReadonlyMap<string, number>): number | undefined {
  const numbered = /^field_(\d{1,6})$/.exec(name);
  return numbered === null ? fields.get(name) : Number(numbered[1]) - 1;
}

function sharedVariables({ columns, now }: TextJob): Map<string, string> {
  return new Map([
    ...columns.map(({ name }, i) => [`fieldname_${i + 1}`, name] as const),
    ['fields_num', String(columns.length)],
    ['system_timestamp', utcText(now)],
  ]);
}

function environmentVariable(name: string, { environment }: TextJob): string | undefined {
  const key = Object.keys(environment).find((one) => one.toLowerCase() === name);
  return key === undefined ? undefined : environment[key];
}

type Piece = string | { readonly variable: string; readonly source: string };

/** `%%` is a per cent sign, `%name%` a variable; what no variable answers to stays as written. */
function compile(text: string): Piece[] {
  return text.split(/(%%|%[^%\r\n]+%)/).map((piece, i) => {
    if (i % 2 === 0) return piece;
    return piece === '%%' ? '%' : { variable: piece.slice(1, -1).toLowerCase(), source: piece };
  });
}

function expand(
  pieces: readonly Piece[],
  valueOf: (variable: string) => string | undefined,
): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : (valueOf(piece.variable) ?? piece.source)))
    .join('');
}

function fill(text: string, valueOf: (name: string) => string | undefined, job: TextJob): string {
  return expand(compile(text), (name) => valueOf(name) ?? environmentVariable(name, job));
}

function templateOf({ settings }: TextJob): Template {
  if (settings.text('tpl') === '') {
    throw new UsageError('no-template', 'the TPL output format needs a template file', {
      hint: 'add -tpl:<file>',
    });
  }
  const text = read(settings.text('tpl'));
  const section = (name: string): string | undefined =>
    new RegExp(`<${name}>(?:[ \\t]*\\r?\\n)?([\\s\\S]*?)</${name}>`, 'i').exec(text)?.[1];
  const body = section('LPBODY');
  if (body === undefined && /<LP(HEADER|FOOTER)>/i.test(text)) {
    throw new AppError('bad-template', `${settings.text('tpl')} has no <LPBODY>...</LPBODY>`);
  }
  const fileOr = (parameter: string, inside: string): string =>
    settings.text(parameter) === '' ? inside : read(settings.text(parameter));
  return {
    header: fileOr('tplHeader', body === undefined ? '' : (section('LPHEADER') ?? '')),
    body: body ?? text,
    footer: fileOr('tplFooter', body === undefined ? '' : (section('LPFOOTER') ?? '')),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw new AppError('no-template', `cannot read the template ${file}`, { cause });
  }
}

function escapedForHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
