import { defineFormat, type FramedRecord, type PhysicalColumn } from '../format.ts';
import { entryColumns, entryTime, entryValues } from '../mailbox-log/entry.ts';
import { SectionReader, textOf } from '../mailbox-log/sections.ts';

const rule = /^-{5,}\s*$/;
const title = /^\s*Log Entry:\s*(\d{1,9})\s*$/;
const numbers = ['entry_no', 'heartbeat_s', 'collections', 'status', 'eas_status'];

interface Entry {
  readonly number: string;
  readonly lineNo: number;
  readonly reader: SectionReader;
  lines: number;
}

async function* records(lines: AsyncIterable<string>): AsyncGenerator<FramedRecord> {
  let lineNo = 0;
  let entry: Entry | undefined;
  let preamble = 0;
  let isRuleBefore = false;
  for await (const line of lines) {
    lineNo++;
    const number = isRuleBefore ? title.exec(line)?.[1] : undefined;
    if (number !== undefined) {
      // The rule above the title was counted to what stood before it.
      if (entry !== undefined) {
        entry.lines--;
        yield finished(entry);
      } else if (preamble > 1) {
        yield { lineNo: 1, lines: preamble - 1, directive: true };
      }
      entry = { number, lineNo: lineNo - 1, reader: new SectionReader(), lines: 2 };
    } else if (entry === undefined) {
      preamble++;
    } else {
      entry.lines++;
      if (!rule.test(line)) entry.reader.take(line);
    }
    isRuleBefore = rule.test(line);
  }
  if (entry !== undefined) yield finished(entry);
  else if (preamble > 0) yield { lineNo: 1, lines: preamble, directive: true };
}

function finished({ number, lineNo, lines, reader }: Entry): FramedRecord {
  const { sections } = reader;
  if (entryTime(textOf(sections, 'RequestTime')) !== null) {
    return { lineNo, lines, values: entryValues(number, sections) };
  }
  const has = sections.texts.has('RequestTime');
  return {
    lineNo,
    lines,
    reason: has ? 'bad-time' : 'no-time',
    detail: has ? 'RequestTime is not a time' : 'the entry has no RequestTime',
    text: `Log Entry: ${number}`,
  };
}

/** Mailbox logs of ActiveSync: each request with its answer, as Get-MobileDeviceStatistics gives them. */
export default defineFormat({
  kind: 'framed',
  name: 'eas-mailbox-log',
  title: 'Exchange ActiveSync mailbox log',
  source: 'eas-mailbox-log',
  detect(head) {
    const at = head.lines.findIndex((line) => title.test(line));
    if (at < 0) return { score: 0 };
    return { score: rule.test(head.lines[at - 1] ?? '') ? 95 : 40 };
  },
  columns: entryColumns.map((column, i): PhysicalColumn => ({
    column,
    from: i + 1,
    type: numbers.includes(column) ? 'BIGINT' : column.endsWith('_at') ? 'TIMESTAMP' : 'VARCHAR',
  })),
  records,
  table: 'mailbox_log_entries',
  meaning: (facts) => ({
    ...Object.fromEntries(entryColumns.map((column) => [column, `"${column}"`])),
    server: `coalesce("server", ${facts.server})`,
    was_pending: `"was_pending" = 'true'`,
  }),
});
