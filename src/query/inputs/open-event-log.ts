import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  eventsOf,
  eventType,
  eventTypeNames,
  eventTime,
  type WindowsEvent,
} from '../../parsers/formats/event-records.ts';
import { quotedString } from '../../duckdb/sql-text.ts';
import { AppError } from '../../support/errors.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { InputWorld, OpenInput } from './input.ts';
import { linesOf } from './lines-of.ts';
import { headOf, openFiles, positionIn, refuseCheckpoint } from './open-files.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';

/** Reads all events of the files into records. */
export async function openEventLog(
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  refuseCheckpoint(entries, world);
  for (const entry of entries) refuseLive(entry);
  const files = await openFiles(entries, settings, world);
  const records = await RecordFile.create(world.temporaryPath());
  const errors: string[] = [];
  let errorCount = 0;
  const positions = new Map<string, FilePosition>();
  const fail = (file: string, lineNo: number, detail: string, text: string): void => {
    errorCount++;
    if (errors.length < 2000) {
      errors.push(
        `Cannot parse event: ${detail}\n  LogFile "${file}", Row number ${lineNo}, Value "${text.slice(0, 200)}"`,
      );
    }
  };
  try {
    for (const file of files) {
      const before = (await positionIn(file, world))?.records ?? 0;
      const { size } = await stat(file.path);
      const codepage = settings.number('iCodepage');
      const decode = { codepage, signal: world.signal, size };
      let count = 0;
      const lines = size === 0 ? none() : linesOf(file.path, decode);
      for await (const outcome of eventsOf(lines)) {
        count++;
        if (count <= before) continue;
        if (outcome.kind === 'error') {
          fail(file.name, outcome.lineNo, outcome.detail, outcome.text);
          continue;
        }
        if (outcome.event.message === null && settings.text('msgErrorMode') === 'ERROR') {
          fail(file.name, outcome.lineNo, 'its message is not in the export', '');
          continue;
        }
        await records.add([String(records.count), ...valuesOf(outcome.event, settings)]);
      }
      positions.set(file.name, {
        bytes: size,
        records: count,
        lines: 0,
        head: await headOf(file.path, size),
      });
    }
  } finally {
    await records.close();
  }
  const all: RecordField[] = [{ name: '#', type: 'INTEGER' }, ...eventFields(world.tz)];
  const table = { file: records, fields: all };
  const isBackwards = settings.text('direction') === 'BW';
  return {
    source: {
      name: 'EVT',
      fields: all.slice(1),
      relation: (wanted) =>
        isBackwards
          ? `(select * exclude ("#") from ${recordRelation(table, ['#', ...wanted])} order by "#" desc)`
          : recordRelation(table, wanted),
    },
    elements: () => Promise.resolve(records.count),
    parseErrors: (atMost) =>
      Promise.resolve({ count: errorCount, details: errors.slice(0, atMost) }),
    positions,
    ...(settings.isOn('resolveSIDs')
      ? { warnings: ['SIDs are not resolved: that needs Windows and its domain'] }
      : {}),
  };
}

/** The lines of an empty file. */
function none(): AsyncIterable<string> {
  return Readable.from([]);
}

function eventFields(tz: string): RecordField[] {
  const local = (raw: string): string =>
    `timezone(${quotedString(tz)}, timezone('UTC', try_cast(${raw} as timestamp)))`;
  return [
    { name: 'EventLog', type: 'STRING' },
    { name: 'RecordNumber', type: 'INTEGER' },
    { name: 'TimeGenerated', type: 'TIMESTAMP', sql: local },
    { name: 'TimeWritten', type: 'TIMESTAMP', sql: local },
    { name: 'EventID', type: 'INTEGER' },
    { name: 'EventType', type: 'INTEGER' },
    { name: 'EventTypeName', type: 'STRING' },
    { name: 'EventCategory', type: 'INTEGER' },
    { name: 'EventCategoryName', type: 'STRING' },
    { name: 'SourceName', type: 'STRING' },
    { name: 'Strings', type: 'STRING' },
    { name: 'ComputerName', type: 'STRING' },
    { name: 'SID', type: 'STRING' },
    { name: 'Message', type: 'STRING' },
    { name: 'Data', type: 'STRING' },
  ];
}

function valuesOf(event: WindowsEvent, settings: Settings): (string | null)[] {
  const type = eventType(event);
  const time = eventTime(event.time);
  const strings = event.data.map(({ text }) => text).join(settings.text('stringsSep'));
  return [
    event.channel,
    event.recordId,
    time,
    time,
    eventCode(event, settings),
    String(type),
    eventTypeNames[type] ?? null,
    event.task,
    event.taskName ?? (event.task === '0' ? 'None' : null),
    event.provider,
    event.data.length === 0 ? null : strings,
    event.computer,
    event.userSid,
    messageOf(event, settings),
    binaryText(event.binary, settings.text('binaryFormat')),
  ];
}

function eventCode({ eventId, qualifiers }: WindowsEvent, settings: Settings): string | null {
  if (eventId === null || !/^\d{1,10}$/.test(eventId)) return null;
  if (!settings.isOn('fullEventCode')) return eventId;
  return String(Number(qualifiers ?? 0) * 0x1_0000 + Number(eventId));
}

function messageOf(event: WindowsEvent, settings: Settings): string | null {
  if (!settings.isOn('fullText')) return null;
  if (event.message === null) {
    if (settings.text('msgErrorMode') !== 'MSG') return null;
    const parts = event.data.map(({ text }) => text.trim()).join('; ');
    return `The description for Event ID ${event.eventId ?? '?'} in Source "${event.provider ?? '?'}" is not part of the export. Its strings are: ${parts}`;
  }
  return settings.isOn('formatMsg') ? event.message.replaceAll(/\s+/g, ' ').trim() : event.message;
}

function binaryText(hex: string | null, format: string): string | null {
  if (hex === null) return null;
  if (format === 'HEX') return hex.toUpperCase();
  const isShown = (byte: number): boolean =>
    (byte >= 0x20 && byte < 0x7f) || (format === 'PRINT' && (byte === 10 || byte === 13));
  return Array.from(Buffer.from(hex, 'hex'), (byte) =>
    isShown(byte) ? String.fromCharCode(byte) : '.',
  ).join('');
}

/** `.evtx`, live logs and remote ones need Windows: say which command makes XML of them. */
function refuseLive(entry: string): void {
  if (/\.evtx?$/i.test(entry)) {
    throw new AppError('cannot-open', `easel does not read the binary file ${entry}`, {
      hint: `make XML of it on Windows: wevtutil qe "${entry}" /lf:true /f:XML /e:Events > events.xml`,
    });
  }
  const log = /^(?:\\\\([^\\]+)\\)?([A-Za-z][\w .-]*(?:\/\w+)?|\*)$/.exec(entry);
  if (log === null || /\.[A-Za-z0-9]{1,5}$/.test(entry)) return;
  const [, server, name = ''] = log;
  const remote = server === undefined ? '' : ` /r:${server}`;
  throw new AppError('cannot-open', `easel does not open the live event log ${entry}`, {
    hint: `export it on Windows: wevtutil qe "${name === '*' ? 'System' : name}"${remote} /f:XML /e:Events > events.xml, then FROM events.xml`,
  });
}
