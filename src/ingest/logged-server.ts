import type { Head, Header, LineFormat, LineSchema } from '../parsers/format.ts';

/** What the records of a file say of their server. */
export interface LoggedServer {
  /** The first name logged. */
  readonly name?: string;
  /** The most frequent address; the lowest among equals, loopback last. */
  readonly address?: string;
}

/** Looks through the first 64 KiB; `before` is the header of a file that has none. */
export function loggedServer(head: Head, format: LineFormat, before: Header): LoggedServer {
  const addresses = new Map<string, number>();
  let header = before;
  let schema = format.schema(header);
  let name: string | undefined;
  for (const line of head.lines) {
    const next = line.startsWith('#') ? format.directive?.(line, header) : undefined;
    if (next !== undefined && next !== null) {
      header = next;
      schema = format.schema(header);
      continue;
    }
    if (schema === null || line.trim() === '') continue;
    const said = (format.serverOf ?? byFieldName)(line, schema);
    if (isSaid(said.name)) name ??= said.name;
    if (isSaid(said.address) && /^[0-9a-f.:%]+$/i.test(said.address)) {
      addresses.set(said.address, (addresses.get(said.address) ?? 0) + 1);
    }
  }
  const address = mostFrequent(addresses);
  return {
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  };
}

/** Formats with `#Fields` use the names of IIS. */
function byFieldName(
  line: string,
  schema: LineSchema,
): { name?: string | undefined; address?: string | undefined } {
  const values = line.trim().split(/ +/);
  if (values.length !== schema.values) return {};
  const value = (field: string): string | undefined => {
    const column = schema.columns.find((each) => each.column.toLowerCase() === field);
    return column === undefined ? undefined : values[column.from - 1];
  };
  return { name: value('s-computername'), address: value('s-ip') };
}

function isSaid(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value !== '-';
}

function mostFrequent(addresses: ReadonlyMap<string, number>): string | undefined {
  const ranked = [...addresses].sort(
    ([a, x], [b, y]) =>
      Number(isLoopback(a)) - Number(isLoopback(b)) || y - x || compareAddresses(a, b),
  );
  return ranked[0]?.[0];
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function compareAddresses(a: string, b: string): number {
  const key = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(5, '0'));
  return key(a) < key(b) ? -1 : 1;
}
