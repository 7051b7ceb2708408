import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import type { Value } from '../../duckdb/values.ts';
import { AppError, UsageError } from '../../support/errors.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';
import { cellTexts } from './cell-text.ts';
import { encoder } from './codepages.ts';
import { separatorText } from './csv.ts';
import type { OutputColumn, OutputWorld, RecordOutput } from './output.ts';
import { openFileSink, reason, streamSink } from './sink.ts';
import { formatMoment, parseMoment } from './timestamp-format.ts';

const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const facilities = [
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

export const syslogParameters: readonly Parameter[] = [
  { name: 'conf', kind: 'text', default: '', doc: 'A syslog.conf: selectors and targets.' },
  { name: 'severity', kind: 'text', default: 'info', doc: 'Number, name, $field or $index.' },
  { name: 'facility', kind: 'text', default: 'user', doc: 'Number, name, $field or $index.' },
  { name: 'oTsFormat', kind: 'text', default: 'MMM dp hh:mm:ss', doc: 'The time in the header.' },
  { name: 'hostName', kind: 'text', default: 'localhost', doc: 'Name, $field or $index.' },
  { name: 'processName', kind: 'text', default: 'LogParser:', doc: 'The tag, $field or $index.' },
  { name: 'separator', kind: 'text', default: 'space', doc: 'Between fields: space, tab or text.' },
  { name: 'maxPacketSize', kind: 'number', default: '1024', doc: 'Bytes of a message.' },
  {
    name: 'discardOversized',
    kind: 'switch',
    default: 'OFF',
    doc: 'Drop longer messages; OFF cuts them.',
  },
  {
    name: 'protocol',
    kind: 'choice',
    choices: ['UDP', 'TCP'],
    default: 'UDP',
    doc: 'How messages travel.',
  },
  { name: 'sourcePort', kind: 'text', default: '*', doc: 'Port to send from; * = any.' },
  { name: 'ignoreDspchErrs', kind: 'switch', default: 'OFF', doc: 'Go on when sending fails.' },
  { name: 'oCodepage', kind: 'number', default: '0', doc: 'Code page of the messages.' },
];

export interface SyslogOptions {
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  /** `@host[:port]`, a file or STDOUT; several separated by commas or semicolons. */
  readonly target: string;
  readonly world: OutputWorld;
  readonly stdout: NodeJS.WritableStream;
  readonly visible?: (text: string) => string;
  readonly isOffline: boolean;
}

interface Message {
  readonly facility: number;
  readonly severity: number;
  readonly text: string;
}

interface Target {
  accepts(message: Message): boolean;
  send(message: Message): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** Sends each row as an RFC 3164 message. */
export async function syslogOutput(options: SyslogOptions): Promise<RecordOutput> {
  const messageOf = messages(options);
  const targets = await targetsOf(options);
  return {
    async write(rows) {
      for (const row of rows) {
        const message = messageOf(row);
        if (message === null) continue;
        for (const target of targets) if (target.accepts(message)) await target.send(message);
      }
    },
    async commit() {
      for (const target of targets) await target.commit();
    },
    async abort() {
      for (const target of targets) await target.abort();
    },
  };
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

function level(names: readonly string[], word: string | null): number | undefined {
  const text = (word ?? '').trim().toLowerCase();
  if (/^\d{1,3}$/.test(text)) {
    const value = Number(text);
    return value < names.length ? value : undefined;
  }
  const index = names.indexOf(synonyms[text] ?? text);
  return index < 0 ? undefined : index;
}

function messages(options: SyslogOptions): (row: readonly Value[]) => Message | null {
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

async function targetsOf(options: SyslogOptions): Promise<Target[]> {
  const conf = options.settings.text('conf');
  const rules =
    conf === ''
      ? options.target
          .split(/[,;]/)
          .map((target) => ({ accepts: () => true, target: target.trim() }))
      : configuration(conf);
  const targets: Target[] = [];
  for (const { accepts, target } of rules) {
    if (target !== '') targets.push({ accepts, ...(await openTarget(target, options)) });
  }
  return targets;
}

/** The classic file: `mail.info;kern.*   @host`. */
function configuration(file: string): { accepts: Target['accepts']; target: string }[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('no-configuration', `cannot read ${file}`, { cause });
  }
  return text
    .split(/\r?\n/)
    .filter((line) => /^\s*[^#\s]/.test(line))
    .map((line) => {
      const [selectors = '', ...rest] = line.trim().split(/\s+/);
      const parts = selectors.split(';').map((selector) => selector.toLowerCase().split('.'));
      const accepts = ({ facility, severity }: Message): boolean =>
        parts.some(([names = '*', word = '*']) => {
          const fits = names
            .split(',')
            .some((name) => name === '*' || level(facilities, name) === facility);
          return (
            fits && word !== 'none' && (word === '*' || severity <= (level(severities, word) ?? -1))
          );
        });
      return { accepts, target: rest.join(' ') };
    });
}

async function openTarget(
  target: string,
  options: SyslogOptions,
): Promise<Omit<Target, 'accepts'>> {
  const codepage = options.settings.number('oCodepage');
  if (!target.startsWith('@')) {
    const sink =
      target.toUpperCase() === 'STDOUT'
        ? streamSink(options.stdout, codepage, options.visible)
        : await openFileSink(path.normalize(target), { fileMode: 0, codepage });
    return {
      send: async ({ text }) => sink?.write(`${text}\n`),
      commit: async () => sink?.commit(),
      abort: async () => sink?.abort(),
    };
  }
  if (options.isOffline) {
    throw new UsageError('offline', `--offline refuses to send to ${target}`);
  }
  const send = await connected(target.slice(1), options.settings);
  return {
    async send({ text }) {
      try {
        await send.bytes(encoder(codepage)(text));
      } catch (cause) {
        if (options.settings.isOn('ignoreDspchErrs')) return;
        throw new AppError('syslog', `cannot send to ${target}: ${reason(cause)}`, {
          hint: '-ignoreDspchErrs:ON goes on without',
          cause,
        });
      }
    },
    commit: () => send.close(),
    abort: () => send.close(),
  };
}

interface Connection {
  bytes(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

async function connected(address: string, settings: Settings): Promise<Connection> {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(address);
  if (match === null) {
    throw new UsageError('bad-address', `"@${address}" is no address: write @host or @host:port`);
  }
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '');
  const port = Number(match[2] ?? 514);
  const word = settings.text('sourcePort');
  const localPort = /^\d{1,5}$/.test(word) ? Number(word) : undefined;
  return settings.text('protocol') === 'TCP'
    ? tcp(host, port, localPort, settings.isOn('ignoreDspchErrs'))
    : udp(host, port, localPort);
}

async function udp(host: string, port: number, localPort: number | undefined): Promise<Connection> {
  const socket: DatagramSocket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  if (localPort !== undefined) {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(localPort, resolve);
    });
  }
  return {
    bytes: (bytes) =>
      new Promise((resolve, reject) => {
        socket.send(bytes, port, host, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      }),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

async function tcp(
  host: string,
  port: number,
  localPort: number | undefined,
  ignores: boolean,
): Promise<Connection> {
  const socket: Socket = connect({ host, port, ...(localPort === undefined ? {} : { localPort }) });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
  } catch (cause) {
    if (!ignores) {
      throw new AppError('syslog', `cannot reach ${host}:${port} over TCP: ${reason(cause)}`, {
        cause,
      });
    }
  }
  socket.on('error', () => undefined);
  return {
    // RFC 6587: over TCP a line feed ends a message.
    bytes: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(Buffer.concat([bytes, Buffer.from('\n')]), (error) => {
          if (error === undefined || error === null) resolve();
          else reject(error);
        });
      }),
    close: () => new Promise((resolve) => socket.end(() => resolve())),
  };
}
