import type { FleetChunk } from './fleet-chunk.ts';
import { headerBlock, lineWriter, type LogRecord } from './log-record.ts';
import { FIELDS_WITH_BYTES, logPath, type Site, type SiteName } from './sites.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CHUNK_CHARACTERS = 1 << 20;

/** The log of one site as it grows: lines wait until no earlier one can come. */
export class SiteLog {
  readonly #name: SiteName;
  readonly #site: Site;
  readonly #firstDay: number;
  #waiting: LogRecord[] = [];
  #path = '';
  #write: (record: LogRecord) => string;

  constructor(name: SiteName, site: Site, firstDay: number) {
    this.#name = name;
    this.#site = site;
    this.#firstDay = firstDay;
    this.#write = lineWriter(site, site.fields);
  }

  add(record: LogRecord): void {
    this.#waiting.push(record);
  }

  /** Writes what ended in the hour, in order of its end. */
  *flush(hour: number, length: number, onBadLine?: (path: string) => void): Generator<FleetChunk> {
    const due = this.#waiting.filter((record) => record.endedAt < hour + length);
    this.#waiting = this.#waiting.filter((record) => record.endedAt >= hour + length);
    due.sort((a, b) => a.endedAt - b.endedAt);
    if (due.length === 0) return;
    let text = this.#openFor(hour);
    for (const record of due) {
      text += this.#write(record);
      if (text.length >= CHUNK_CHARACTERS) {
        yield { path: this.#path, chunk: Buffer.from(text) };
        text = '';
      }
    }
    const mishap = this.#mishap(hour);
    if (mishap !== '') onBadLine?.(this.#path);
    text += mishap;
    if (text !== '') yield { path: this.#path, chunk: Buffer.from(text) };
  }

  /** The header that this hour's lines need before them, if any. */
  #openFor(hour: number): string {
    const day = hour - ((hour - this.#firstDay) % DAY);
    const packed = this.#name === 'CAS10A' && day === this.#firstDay ? '.gz' : '';
    const path = logPath(this.#site, day) + packed;
    const noon = this.#name === 'EX16A' && hour - day === 12 * HOUR && day === this.#firstDay;
    if (noon) this.#write = lineWriter(this.#site, FIELDS_WITH_BYTES);
    if (path === this.#path && !noon) return '';
    this.#path = path;
    return headerBlock(this.#site, this.#fields(hour), hour);
  }

  #fields(hour: number): string {
    const changed = this.#name === 'EX16A' && hour >= this.#firstDay + 12 * HOUR;
    return changed ? FIELDS_WITH_BYTES : this.#site.fields;
  }

  /** What goes wrong on real servers: a crash in mid-line, a stray value, a date of another age. */
  #mishap(hour: number): string {
    const hours = (hour - this.#firstDay) / HOUR;
    const stem = '/Microsoft-Server-ActiveSync/default.eas';
    if (this.#name === 'CAS10A' && hours === 9) {
      const restart = headerBlock(this.#site, this.#fields(hour), hour + HOUR);
      return `2024-05-01 09:59:59 ${this.#site.address} POST ${stem}\r\n${restart}`;
    }
    if (this.#name === 'CAS10B' && hours === 11) {
      return `2024-05-01 11:59:59 ${this.#site.address} POST ${stem} - 443 - 203.0.113.9 a stray blank here 200 0 0 1 1 1\r\n`;
    }
    if (this.#name === 'EX03' && hours === 14) {
      return `0000-00-00 14:59:59 W3SVC1 ${this.#site.address} POST ${stem} - 443 - 198.51.100.9 - 200 0 0 1 1 1\r\n`;
    }
    return '';
  }
}
