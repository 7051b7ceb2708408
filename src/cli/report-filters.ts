import type { Command } from 'commander';

/** The filters of contract.md section 2, in the order of the help, with what they take. */
const filterFlags = {
  domain: ['<name>', 'DNS or NetBIOS name of the domain'],
  ou: ['<path>', 'an OU and all below it: contoso.com/Sales or OU=Sales,DC=contoso,DC=com'],
  policy: ['<name>', 'the mailbox policy'],
  status: ['<value>', 'the HTTP status (401, 4xx); last-sync: the bucket'],
  user: ['<name>', 'the user'],
  device: ['<id>', 'the device id'],
  server: ['<name>', 'the server'],
  os: ['<name>', 'the operating system of the device'],
  type: ['<name>', 'the device type'],
  category: ['<name>', 'the category of a setting'],
} as const;

type FilterName = keyof typeof filterFlags;

/** Declares the filters; each may be given several times, and any of its values may fit. */
export function declareFilters(command: Command): void {
  for (const [name, [value, doc]] of Object.entries(filterFlags)) {
    command.option(
      `--${name} ${value}`,
      `only ${doc}`,
      (given: string, before: string[] | undefined) => [...(before ?? []), given],
    );
  }
}

export function filtersOf(
  options: Readonly<Record<string, unknown>>,
): Partial<Record<FilterName, readonly string[]>> {
  const filters: Partial<Record<FilterName, readonly string[]>> = {};
  for (const name of Object.keys(filterFlags) as FilterName[]) {
    const values = options[name] as readonly string[] | undefined;
    if (values !== undefined) filters[name] = name === 'ou' ? values.map(canonicalOu) : values;
  }
  return filters;
}

/** `OU=Field,OU=Sales,DC=contoso,DC=com` -> `contoso.com/Sales/Field`; other texts stay. */
export function canonicalOu(text: string): string {
  const parts = splitDn(text);
  if (parts === undefined) return text.replace(/\/+$/, '');
  const domain = parts.filter(({ kind }) => kind === 'DC').map(({ value }) => value);
  const path = parts.filter(({ kind }) => kind !== 'DC').map(({ value }) => value);
  return [domain.join('.'), ...path.reverse()].join('/');
}

/** The parts of a distinguished name, escapes (`\,`, `\2C`) read; undefined where it is none. */
function splitDn(text: string): { kind: string; value: string }[] | undefined {
  const parts = text
    .split(/(?<!\\),/)
    .map((part) => /^\s*(OU|CN|DC|O)\s*=\s*(.+?)\s*$/i.exec(part));
  if (parts.some((part) => part === null)) return undefined;
  return parts.map((part) => ({
    kind: (part?.[1] ?? '').toUpperCase(),
    value: (part?.[2] ?? '')
      .replace(/\\([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/\\(.)/g, '$1'),
  }));
}
