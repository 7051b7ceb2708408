import { quotedString } from '../../duckdb/sql-text.ts';
import {
  eventTime,
  eventType,
  eventTypeNames,
  type WindowsEvent,
} from '../../parsers/formats/event-records.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { RecordField } from './record-file.ts';

/** The fields of an event, but for the number of its record. */
export function eventFields(tz: string): RecordField[] {
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

/** Its values, in the order of the fields. */
export function eventValues(event: WindowsEvent, settings: Settings): (string | null)[] {
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
