import { SaxesParser } from 'saxes';
import { utcText } from '../../support/utc-text.ts';

/** One Windows event of an XML export, its values as written. */
export interface WindowsEvent {
  readonly channel: string | null;
  readonly recordId: string | null;
  /** UTC, as `2025-10-29T20:48:38.0017325Z`. */
  readonly time: string | null;
  readonly eventId: string | null;
  readonly qualifiers: string | null;
  readonly level: string | null;
  readonly task: string | null;
  readonly keywords: string | null;
  readonly provider: string | null;
  readonly computer: string | null;
  readonly userSid: string | null;
  readonly binary: string | null;
  /** The insertion strings in order, with their names where they have one. */
  readonly data: readonly { readonly name: string | null; readonly text: string }[];
  /** RenderingInfo, where the export has it. */
  readonly message: string | null;
  readonly taskName: string | null;
}

export type EventOutcome =
  | {
      readonly kind: 'event';
      readonly event: WindowsEvent;
      readonly lineNo: number;
      readonly lines: number;
    }
  | {
      readonly kind: 'error';
      readonly detail: string;
      readonly text: string;
      readonly lineNo: number;
      readonly lines: number;
    };

const opening = /<Event(?=[\s>])/;
const closing = '</Event>';
const longestEvent = 4 << 20;

/**
 * The events of `wevtutil qe /f:XML` or `(Get-WinEvent ...).ToXml()`: one, several without a common
 * element, or a list inside `<Events>`. Each is parsed on its own, so a broken one costs only itself.
 */
export async function* eventsOf(lines: AsyncIterable<string>): AsyncGenerator<EventOutcome> {
  let lineNo = 0;
  let start = 0;
  let lastStart = 0;
  let open: string | undefined;
  for await (const line of lines) {
    lineNo++;
    let text = open === undefined ? line : `${open}\n${line}`;
    open = undefined;
    for (;;) {
      const from = text.search(opening);
      if (from < 0) break;
      if (start === 0) start = lineNo;
      const end = text.indexOf(closing, from);
      if (end < 0) {
        open = text.slice(from);
        break;
      }
      const whole = text.slice(from, end + closing.length);
      // Several events of one line share it: only the first counts it.
      const used = start === lastStart ? lineNo - start : lineNo - start + 1;
      yield { ...parseEvent(whole), lineNo: start, lines: used };
      lastStart = lineNo;
      start = 0;
      text = text.slice(end + closing.length);
    }
    if (open !== undefined && open.length > longestEvent) {
      yield broken('an event is longer than 4 MB', open, start, lineNo);
      open = undefined;
      start = 0;
    }
  }
  if (open !== undefined) yield broken('the last event does not end', open, start, lineNo);
}

function broken(detail: string, text: string, start: number, lineNo: number): EventOutcome {
  return {
    kind: 'error',
    detail,
    text: text.slice(0, 1000),
    lineNo: start,
    lines: lineNo - start + 1,
  };
}

type Parsed =
  | { readonly kind: 'event'; readonly event: WindowsEvent }
  | { readonly kind: 'error'; readonly detail: string; readonly text: string };

function parseEvent(text: string): Parsed {
  const reader = new EventReader();
  try {
    return { kind: 'event', event: reader.read(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'error', detail, text: text.slice(0, 1000) };
  }
}

class EventReader {
  readonly #values = new Map<string, string>();
  readonly #data: { name: string | null; text: string }[] = [];
  readonly #path: string[] = [];
  #text = '';
  #dataName: string | null = null;
  #hasChild = false;

  read(xml: string): WindowsEvent {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#path.push(localName(name));
      this.#text = '';
      this.#hasChild = false;
      this.#dataName = attributes['Name'] ?? null;
      for (const [attribute, value] of Object.entries(attributes)) {
        this.#set(`${this.#path.slice(1).join('/')}@${attribute}`, value);
      }
    });
    parser.on('text', (text) => (this.#text += text));
    parser.on('cdata', (text) => (this.#text += text));
    parser.on('closetag', () => this.#close());
    parser.write(xml).close();
    return this.#event();
  }

  #set(key: string, value: string): void {
    if (!this.#values.has(key)) this.#values.set(key, value);
  }

  #close(): void {
    const path = this.#path.slice(1).join('/');
    const isLeaf = !this.#hasChild;
    this.#path.pop();
    this.#hasChild = true;
    if (!isLeaf) return;
    if (path === 'EventData/Binary') this.#set(path, this.#text.trim());
    else if (path.startsWith('EventData/') || path.startsWith('UserData/')) {
      const name = path.startsWith('UserData/') ? (path.split('/').at(-1) ?? null) : this.#dataName;
      this.#data.push({ name, text: this.#text });
    } else if (this.#text !== '') this.#set(path, this.#text);
    this.#text = '';
    this.#dataName = null;
  }

  #event(): WindowsEvent {
    const value = (key: string): string | null => {
      const text = this.#values.get(key)?.trim();
      return text === undefined || text === '' ? null : text;
    };
    return {
      channel: value('System/Channel'),
      recordId: value('System/EventRecordID'),
      time: value('System/TimeCreated@SystemTime'),
      eventId: value('System/EventID'),
      qualifiers: value('System/EventID@Qualifiers'),
      level: value('System/Level'),
      task: value('System/Task'),
      keywords: value('System/Keywords'),
      provider: value('System/Provider@EventSourceName') ?? value('System/Provider@Name'),
      computer: value('System/Computer'),
      userSid: value('System/Security@UserID'),
      binary: value('EventData/Binary'),
      data: this.#data,
      message: value('RenderingInfo/Message'),
      taskName: value('RenderingInfo/Task'),
    };
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const auditSuccess = 0x20_0000_0000_0000n;
const auditFailure = 0x10_0000_0000_0000n;

/** The classic type of an event: 1 error, 2 warning, 4 information, 8 and 16 audits. */
export function eventType({ level, keywords }: WindowsEvent): number {
  const bits = /^0x[0-9a-f]{1,16}$/i.test(keywords ?? '') ? BigInt(keywords ?? '0') : 0n;
  if ((bits & auditFailure) !== 0n) return 16;
  if ((bits & auditSuccess) !== 0n) return 8;
  return { '1': 1, '2': 1, '3': 2 }[level ?? ''] ?? 4;
}

export const eventTypeNames: Readonly<Record<number, string>> = {
  1: 'Error event',
  2: 'Warning event',
  4: 'Information event',
  8: 'Success Audit event',
  16: 'Failure Audit event',
};

/** `2025-10-29T20:48:38.0017325Z` as DuckDB reads it, in UTC; null for anything else. */
export function eventTime(time: string | null): string | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/.exec(
    time ?? '',
  );
  if (match === null) return null;
  const [, date = '', clock = '', fraction = '', zone = 'Z'] = match;
  if (zone === 'Z') return `${date} ${clock}${fraction.slice(0, 7)}`;
  const at = new Date(`${date}T${clock}${zone}`);
  return Number.isNaN(at.getTime()) ? null : `${utcText(at)}${fraction.slice(0, 7)}`;
}
