import { defineFormat, type FramedRecord, type PhysicalColumn } from '../format.ts';
import {
  eventsOf,
  eventType,
  eventTypeNames,
  eventTime,
  type WindowsEvent,
} from './event-records.ts';

const numbers = ['record_no', 'event_id', 'qualifiers', 'level', 'task'];

/** The values of an event; null where its time cannot be read. */
function valuesOf(event: WindowsEvent): Record<string, string | null> {
  const named = event.data.filter(({ name }) => name !== null);
  return {
    logged_at: eventTime(event.time),
    log_name: event.channel,
    record_no: event.recordId,
    provider: event.provider,
    event_id: event.eventId,
    qualifiers: event.qualifiers,
    level: event.level,
    event_type: eventTypeNames[eventType(event)]?.replace(/ event$/, '').toLowerCase() ?? null,
    task: event.task,
    task_name: event.taskName,
    keywords: event.keywords,
    server: event.computer,
    user_sid: event.userSid,
    message: event.message,
    strings: JSON.stringify(event.data.map(({ text }) => text)),
    // Names may come twice: the first value stands.
    named_strings: JSON.stringify(
      Object.fromEntries(named.toReversed().map(({ name, text }) => [name ?? '', text])),
    ),
  };
}

const empty: WindowsEvent = {
  channel: null,
  recordId: null,
  time: null,
  eventId: null,
  qualifiers: null,
  level: null,
  task: null,
  keywords: null,
  provider: null,
  computer: null,
  userSid: null,
  binary: null,
  data: [],
  message: null,
  taskName: null,
};
const columns = Object.keys(valuesOf(empty));

async function* records(lines: AsyncIterable<string>): AsyncGenerator<FramedRecord> {
  for await (const outcome of eventsOf(lines)) {
    const place = { lineNo: outcome.lineNo, lines: outcome.lines };
    if (outcome.kind === 'error') {
      yield { ...place, reason: 'not-xml', detail: outcome.detail, text: outcome.text };
      continue;
    }
    const values = valuesOf(outcome.event);
    if (values['logged_at'] !== null) yield { ...place, values: Object.values(values) };
    else {
      const detail = 'TimeCreated/@SystemTime is not a time';
      yield { ...place, reason: outcome.event.time === null ? 'no-time' : 'bad-time', detail };
    }
  }
}

/** Windows events as XML: `wevtutil qe ... /f:XML`, Get-WinEvent's `ToXml()`, Event Viewer. */
export default defineFormat({
  kind: 'framed',
  name: 'events',
  title: 'Windows events as XML',
  source: 'events',
  detect(head) {
    const text = head.lines.slice(0, 50).join('\n');
    if (!/<Event(?=[\s>])/.test(text)) return { score: 0 };
    const isWindows = text.includes('http://schemas.microsoft.com/win/2004/08/events/event');
    return isWindows ? { score: 95 } : { score: 0, why: 'its <Event> is not that of Windows' };
  },
  columns: columns.map((column, i): PhysicalColumn => ({
    column,
    from: i + 1,
    type: numbers.includes(column) ? 'BIGINT' : column === 'logged_at' ? 'TIMESTAMP' : 'VARCHAR',
  })),
  records,
  table: 'events',
  meaning: (facts) => ({
    ...Object.fromEntries(columns.map((column) => [column, `"${column}"`])),
    server: `coalesce("server", ${facts.server})`,
    strings: `from_json("strings", '["varchar"]')`,
    named_strings: `from_json("named_strings", '"map(varchar, varchar)"')`,
  }),
});
