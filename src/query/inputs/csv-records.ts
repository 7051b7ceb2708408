/** How the fields of a line are separated. */
export interface FieldSplitting {
  readonly separator: string;
  /** What separates where `separator` does not say it all: a pattern that RE2 reads as JavaScript does. */
  readonly pattern?: string;
  /** `"a, ""b"""` is one value. */
  readonly isQuoted: boolean;
}

/**
 * The records of delimited text. With quotes a record may go over several lines; a quote inside a
 * bare value is an ordinary character.
 */
export async function* recordsOf(
  lines: AsyncIterable<string>,
  { separator, pattern, isQuoted }: FieldSplitting,
): AsyncGenerator<string[]> {
  if (!isQuoted) {
    const between = pattern === undefined ? separator : new RegExp(pattern);
    for await (const line of lines) yield line.split(between);
    return;
  }
  let open: { values: string[]; value: string; lines: number } | undefined;
  for await (const line of lines) {
    if (open === undefined && !line.includes('"')) {
      yield line.split(separator);
      continue;
    }
    const start: { values: string[]; value: string; lines: number } = open ?? {
      values: [],
      value: '',
      lines: 0,
    };
    const rest = takeQuoted(line, separator, start, open !== undefined);
    if (rest !== 'open') {
      open = undefined;
      yield start.values;
      continue;
    }
    start.lines++;
    if (start.lines < longestRecord) open = start;
    else {
      // A quote that nothing closes must not swallow the file.
      yield [...start.values, start.value];
      open = undefined;
    }
  }
  if (open !== undefined) yield [...open.values, open.value];
}

const longestRecord = 1000;

/** Splits one line into `into.values`; `open` where it ends inside quotes. */
function takeQuoted(
  line: string,
  separator: string,
  into: { values: string[]; value: string },
  isInside: boolean,
): 'done' | 'open' {
  let at = 0;
  let inside = isInside;
  for (;;) {
    if (inside) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        into.value += `${line.slice(at)}\n`;
        return 'open';
      }
      into.value += line.slice(at, quote);
      if (line[quote + 1] === '"') {
        into.value += '"';
        at = quote + 2;
        continue;
      }
      inside = false;
      at = quote + 1;
      const next = line.indexOf(separator, at);
      // Text between the closing quote and the separator belongs to the value.
      into.value += line.slice(at, next < 0 ? undefined : next).trimEnd();
      into.values.push(into.value);
      into.value = '';
      if (next < 0) return 'done';
      at = next + separator.length;
      continue;
    }
    const quoteStart = /^[ \t]*"/.exec(line.slice(at, at + 64));
    if (quoteStart !== null) {
      inside = true;
      at += quoteStart[0].length;
      continue;
    }
    const next = line.indexOf(separator, at);
    into.values.push(line.slice(at, next < 0 ? undefined : next));
    if (next < 0) return 'done';
    at = next + separator.length;
  }
}
