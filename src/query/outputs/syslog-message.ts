import type { Value } from '../../duckdb/values.ts';
import { UsageError } from '../../support/errors.ts';
import { cellTexts } from './cell-text.ts';
import { encoder } from './codepages.ts';
import { separatorText } from './csv.ts';
import type { OutputColumn } from './output.ts';
import type { SyslogOptions } from './syslog-options.ts';
import { formatMoment, parseMoment } from './timestamp-format.ts';

export const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

export const facilities = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron'],
  ...['authpriv', 'ftp', 'ntp', 'audit', 'logalert', 'clock'],
  ...Array.from({ length: 8 }, (_, i) => `local${i}`),
];

const synonyms: Readonly<Record<string, string>> = {
  emergency: 'emerg',
  panic: 'emerg',
  critical: 'crit',
  error: 'err',
  warn: 'warning',
  information: 'info',
  informational: 'info',
  security: 'auth',
};

export interface Message {
  readonly facility: number;
  readonly severity: number;
  readonly text: string;
}

type PartOf = (row: readonly Value[], texts: readonly (string | null)[]) => string | null;

/** A setting that is a constant, `$field` or `$index`; `used` gathers the columns it takes. */
function reference(word: string, columns: readonly OutputColumn[], used: Set<number>): PartOf {
  if (!word.startsWith('$')) return () => word;
  const name = word.slice(1);
  const byName = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
  const index = byName >= 0 ? byName : /^\d+$/.test(name) ? Number(name) - 1 : -1;
  if (columns[index] === undefined) {
    throw new UsageError('unknown-field', `the query has no column ${word} for SYSLOG`, {
      hint: `columns: ${columns.map((column) => column.name).join(', ')}`,
    });
  }
  used.add(index);
  return (_, texts) => texts[index] ?? null;
}

export function level(names: readonly string[], word: string | null): number | undefined {
  const text = (word ?? '').trim().toLowerCase();
  if (/^\d{1,3}$/.test(text)) {
    const value = Number(text);
    return value < names.length ? value : undefined;
  }
  const index = names.indexOf(synonyms[text] ?? text);
  return index < 0 ? undefined : index;
}

export function messages(options: SyslogOptions): (row: readonly Value[]) => Message | null {
  const { settings, columns, world } = options;
  const used = new Set<number>();
  const severityOf = reference(settings.text('severity'), columns, used);
  const facilityOf = reference(settings.text('facility'), columns, used);
  const hostOf = reference(settings.text('hostName'), columns, used);
  const tagOf = reference(settings.text('processName'), columns, used);
  for (const [name, names] of [
    ['severity', severities],
    ['facility', facilities],
  ] as const) {
    const word = settings.text(name);
    if (!word.startsWith('$') && level(names, word) === undefined) {
      throw new UsageError('bad-parameter', `-${name} of SYSLOG does not know "${word}"`, {
        hint: `one of ${names.join(', ')}, a number, or $field`,
      });
    }
  }
  const textsOf = cellTexts(columns);
  const separator = separatorText(settings.text('separator'));
  const limit = settings.number('maxPacketSize');
  const encode = encoder(settings.number('oCodepage'));
  const headTime = time(world.now, settings.text('oTsFormat'));
  return (row) => {
    const texts = textsOf(row);
    const severity = level(severities, severityOf(row, texts)) ?? 6;
    const facility = level(facilities, facilityOf(row, texts)) ?? 1;
    const host = oneLine(hostOf(row, texts) ?? '-');
    const body = texts.filter((_, i) => !used.has(i)).map((text) => text ?? '-');
    // One row is one message: a line feed inside a value would begin another.
    const text = `<${facility * 8 + severity}>${headTime} ${host === 'localhost' ? world.computerName : host} ${oneLine(tagOf(row, texts) ?? '-')} ${oneLine(body.join(separator))}`;
    if (encode(text).length <= limit) return { facility, severity, text };
    if (settings.isOn('discardOversized')) return null;
    return { facility, severity, text: cut(text, limit, encode) };
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\0\u0085\u2028\u2029]+/g, ' ');
}

function cut(text: string, limit: number, encode: (text: string) => Buffer): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (encode(text.slice(0, middle)).length <= limit) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low);
}

function time(now: Date, format: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  const moment = parseMoment(text);
  return moment === undefined ? text : formatMoment(moment, format);
}
