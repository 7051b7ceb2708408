import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { AppError, UsageError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { encoder } from './codepages.ts';
import { openFileSink, reason, streamSink } from './sink.ts';
import { severities, facilities, type Message, level } from './syslog-message.ts';
import type { SyslogOptions } from './syslog-options.ts';

interface Target {
  accepts(message: Message): boolean;
  send(message: Message): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export async function targetsOf(options: SyslogOptions): Promise<Target[]> {
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
