import { KeyTable } from './key-table.ts';

const remembered = 4;
/** Never the same twice in a thread: a number stands for one text only, whoever asks. */
let nextLead = 1;

/** What stands between the time and the query, and what is known of it. */
export interface Lead {
  /** Tells one text from another. */
  readonly id: number;
  readonly length: number;
  readonly words: Int32Array;
  readonly rest: Uint8Array;
  /** Where its fields start, counted from its own start. */
  readonly starts: Int32Array;
  /** What its stem says, as `isEasFlag` and the others. */
  readonly flags: number;
}

/**
 * Server, method and stem are the same for thousands of lines: the last few such stretches are known
 * again by comparing four bytes at a time, and need not be cut anew.
 */
export class LeadFields {
  readonly #leads: (Lead | undefined)[] = new Array<Lead | undefined>(remembered);
  readonly #ids = new KeyTable();
  #next = 0;

  /** The stretch that lies at `at`, if it is one of the last few. */
  find(view: DataView, at: number): Lead | undefined {
    for (let i = 0; i < remembered; i++) {
      const lead = this.#leads[i];
      if (lead !== undefined && at + lead.length < view.byteLength && lies(lead, view, at)) {
        return lead;
      }
    }
    return undefined;
  }

  /** Remembers the stretch from `from` to `to`, which ends with the blank before the query. */
  put(bytes: Buffer, from: number, to: number, starts: Int32Array, flags: number): Lead {
    this.#ids.begin(0);
    this.#ids.add(bytes, from, to);
    let id = this.#ids.find();
    if (id < 0) {
      id = nextLead++;
      this.#ids.put(id);
    }
    const length = to - from;
    const view = new DataView(bytes.buffer, bytes.byteOffset + from, length);
    const lead: Lead = {
      id,
      length,
      words: Int32Array.from({ length: length >> 2 }, (_, i) => view.getInt32(4 * i, true)),
      rest: Uint8Array.prototype.slice.call(bytes, from + (length & ~3), to),
      starts: starts.map((start) => start - from),
      flags,
    };
    this.#leads[this.#next] = lead;
    this.#next = (this.#next + 1) % remembered;
    return lead;
  }
}

function lies({ words, rest, length }: Lead, view: DataView, at: number): boolean {
  for (let i = 0; i < words.length; i++) {
    if (view.getInt32(at + 4 * i, true) !== words[i]) return false;
  }
  const from = at + (length & ~3);
  for (let i = 0; i < rest.length; i++) if (view.getUint8(from + i) !== rest[i]) return false;
  return true;
}
