import type { Command } from 'commander';
import { UsageError } from '../support/errors.ts';

/** The filters (docs/definitions.md, "Filters"), in the order of the help, with what they take. */
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

/**
 * The filters that a command line gives, by name.
 * @throws UsageError for a filter without a value
 */
export function filtersOf(
  options: Readonly<Record<string, unknown>>,
): Partial<Record<FilterName, readonly string[]>> {
  const filters: Partial<Record<FilterName, readonly string[]>> = {};
  for (const name of Object.keys(filterFlags) as FilterName[]) {
    const values = options[name] as readonly string[] | undefined;
    if (values === undefined) continue;
    for (const value of values) check(name, value);
    filters[name] = values;
  }
  return filters;
}

/** Nothing would fit: a report without rows is taken for good news. */
function check(name: FilterName, value: string): void {
  if (value.trim() !== '') return;
  throw new UsageError('usage', `--${name} needs a value`, {
    hint: '(unknown) takes what is not known',
  });
}
