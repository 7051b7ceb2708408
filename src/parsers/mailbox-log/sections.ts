const known = new Set([
  'AdditionalData',
  'RequestHeader',
  'RequestBody',
  'RequestTime',
  'ResponseHeader',
  'ResponseBody',
  'ResponseTime',
  'Identifier',
  'LogicalRequest',
  'WasPending',
  'ServerName',
  'AssemblyVersion',
  'AccessState',
  'AccessStateReason',
  'DeviceAccessControlRule',
  'IRM_FailureCode',
]);
const section = /^([A-Za-z][A-Za-z_]{2,80}) ?:[ \t]*(.*)$/;
const bodies = new Set(['RequestBody', 'ResponseBody', 'LogicalRequest']);
const longestValue = 400;

/** What is kept of one entry: short sections whole, of a body only the facts that are no content. */
export interface EntrySections {
  /** Text of the short sections and of headers, by name; the first of a name counts. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly facts: { readonly request: BodyFacts; readonly response: BodyFacts };
}

export interface BodyFacts {
  status?: string;
  heartbeat?: string;
  wait?: string;
  syncKey?: string;
  collections: number;
}

/** Takes the lines of an entry one by one and remembers no more than `EntrySections`. */
export class SectionReader {
  readonly #texts = new Map<string, string[]>();
  readonly #facts = { request: { collections: 0 }, response: { collections: 0 } };
  #name: string | undefined;
  /** The element that a body opened and has not closed. */
  #root: string | undefined;
  #isBlankBefore = true;

  take(line: string): void {
    const found = this.#root === undefined || this.#isBlankBefore ? section.exec(line) : null;
    const name = found?.[1] ?? '';
    const isNew = known.has(name) || name.endsWith('_Exception');
    // A line of mail may look like a section: while a body is open only what comes after it is one.
    const canStart = this.#root === undefined || name.startsWith('Response');
    if (found && isNew && canStart && !this.#texts.has(name)) {
      this.#name = name;
      this.#root = undefined;
      this.#texts.set(name, []);
      const rest = found[2] ?? '';
      if (rest !== '') this.#keep(rest);
    } else {
      this.#keep(line);
    }
    this.#isBlankBefore = line.trim() === '';
  }

  get sections(): EntrySections {
    return { texts: this.#texts, facts: this.#facts };
  }

  #keep(line: string): void {
    if (this.#name === undefined) return;
    if (bodies.has(this.#name)) {
      this.#body(line, this.#name === 'ResponseBody' ? this.#facts.response : this.#facts.request);
      return;
    }
    const lines = this.#texts.get(this.#name);
    const text = line.trim();
    if (lines !== undefined && text !== '' && lines.length < 100) lines.push(line.slice(0, 4000));
  }

  #body(line: string, facts: BodyFacts): void {
    const value = (element: string): string | undefined =>
      new RegExp(`<${element}(?: [^<>]*)?>([0-9A-Za-z{}-]{1,64})</${element}>`).exec(line)?.[1];
    facts.collections += line.split(/<Collection(?=[ >])/).length - 1;
    this.#followRoot(line);
    const facets = {
      status: value('Status'),
      heartbeat: value('HeartbeatInterval'),
      wait: value('Wait'),
      syncKey: value('SyncKey'),
    };
    for (const [name, text] of Object.entries(facets) as [
      keyof typeof facets,
      string | undefined,
    ][]) {
      if (text !== undefined) facts[name] ??= text;
    }
  }

  /** Remembers the body's outermost element until it is closed. */
  #followRoot(line: string): void {
    if (this.#root === undefined) {
      const opened = /<([A-Za-z][\w.:-]{0,60})(?:\s[^<>]*)?>/.exec(line);
      if (opened?.[1] !== undefined && !opened[0].endsWith('/>')) this.#root = opened[1];
    }
    if (this.#root !== undefined && line.includes(`</${this.#root}>`)) this.#root = undefined;
  }
}

/** The first line of a short section; undefined where it is absent or empty. */
export function textOf(sections: EntrySections, name: string): string | undefined {
  const line = sections.texts.get(name)?.[0]?.trim();
  return line === undefined || line === '' ? undefined : line.slice(0, longestValue);
}
