import type { Database } from '../duckdb/database.ts';
import { canonicalOu } from '../parsers/exports/directory-names.ts';
import { AppError } from '../support/errors.ts';
import { unknownValue } from './unknown-value.ts';

/** Where the facts of a filter come from: one of the queries must find something. */
const evidenceOf: Readonly<
  Record<string, { readonly noun: string; readonly queries: readonly string[] }>
> = {
  domain: {
    noun: 'domain',
    queries: [
      'select 1 from directory_rows where domain is not null limit 1',
      'select 1 from device_statistics_rows where domain is not null limit 1',
      'select 1 from request_clients where user_domain is not null limit 1',
    ],
  },
  ou: {
    noun: 'OU',
    queries: [
      'select 1 from directory_rows where ou is not null limit 1',
      'select 1 from device_statistics_rows where ou is not null limit 1',
    ],
  },
  policy: {
    noun: 'policy',
    queries: ['select 1 from device_statistics_rows where policy is not null limit 1'],
  },
};

/**
 * The filters of a command line as the warehouse spells them: an OU in canonical form, a domain by
 * the names it goes under.
 * @throws AppError `no-facts` where the warehouse holds no facts a filter could look at
 */
export async function resolveFilters<
  T extends Readonly<Record<string, readonly string[] | undefined>>,
>(db: Database, filters: T): Promise<T> {
  const resolved: Record<string, readonly string[] | undefined> = { ...filters };
  for (const [name, values] of Object.entries(filters)) {
    if (values === undefined) continue;
    if (values.some((value) => value.toLowerCase() !== unknownValue)) await requireFacts(db, name);
    if (name === 'ou') resolved[name] = values.map(canonicalOu);
    if (name === 'domain') resolved[name] = await domainNames(db, values);
  }
  return resolved as T;
}

async function requireFacts(db: Database, name: string): Promise<void> {
  const facts = evidenceOf[name];
  if (facts === undefined) return;
  for (const query of facts.queries) if ((await db.value(query)) !== null) return;
  throw new AppError('no-facts', `--${name}: this warehouse knows the ${facts.noun} of nobody`, {
    hint:
      'load an export that says it: easel ingest <file.csv> ' +
      '(Get-MobileDeviceStatistics or SamAccountName,UserPrincipalName,DistinguishedName,mail)',
  });
}

/** A domain and every other name it is known by: NetBIOS name, DNS name. */
async function domainNames(db: Database, values: readonly string[]): Promise<readonly string[]> {
  const names = new Set(values);
  const rows = await db.rows(
    `select distinct user_domain as spelling, domain
     from accounts
     where user_domain not like '%.%' and domain <> user_domain
     union
     select name, value from settings where kind = 'domain'
     order by all`,
  );
  for (const value of values) {
    for (const { spelling, domain } of rows) {
      if (spelling === value.toLowerCase()) names.add(domain as string);
    }
  }
  return [...names];
}
