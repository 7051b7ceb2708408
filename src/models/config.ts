import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Database } from '../duckdb/database.ts';
import { UsageError } from '../support/errors.ts';
import { forgetKeptViews } from './kept-views.ts';

const shape = z.strictObject({
  /** NetBIOS name -> DNS name. */
  domains: z.record(z.string().min(1), z.string().min(1)).optional(),
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trusted_proxies: z
    .array(z.string().regex(/^[0-9A-Fa-f.:]+(?:\/\d{1,3})?$/, 'is no address or network'))
    .optional(),
  /** Path or glob of log files -> the server that wrote them, where neither lines nor folders say it. */
  servers: z.record(z.string().min(1), z.string().trim().min(1)).optional(),
});

/** What easel.yaml says. */
export type Config = z.infer<typeof shape>;

/** `$EASEL_CONFIG`, else `easel.yaml` in the working folder; nothing where there is none. */
export function loadConfig(cwd: string, env: Readonly<NodeJS.ProcessEnv>): Config {
  const named = env['EASEL_CONFIG'];
  const file = path.resolve(cwd, named ?? 'easel.yaml');
  if (!existsSync(file)) {
    if (named === undefined) return {};
    throw new UsageError('no-config', `there is no ${file} ($EASEL_CONFIG)`);
  }
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    throw new UsageError('bad-config', `${file}: ${(error as Error).message}`, { cause: error });
  }
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path: place, message }) => `${place.join('.') || 'the file'}: ${message}`,
  );
  throw new UsageError('bad-config', `${file}: ${faults.join('; ')}`, {
    hint: 'sections: domains (NetBIOS: DNS name), trusted_proxies (a list of networks), servers (path or glob: name)',
  });
}

/** Puts into the warehouse what its views need of the configuration, in place of what was there. */
export async function saveConfig(db: Database, config: Config): Promise<void> {
  const entries = [
    ...Object.entries(config.domains ?? {}).map(([name, dns]) => ['domain', name, dns] as const),
    ...(config.trusted_proxies ?? []).map(
      (network) => ['trusted_proxy', network, network] as const,
    ),
  ];
  const wanted = entries.map(([kind, ...rest]) => [
    kind,
    ...rest.map((text) => text.toLowerCase()),
  ]);
  const there = await db.rows('from settings');
  const known = there.map(({ kind, name, value }) => [kind, name, value]);
  // A run that changes nothing does not touch the warehouse.
  if (JSON.stringify(known.sort()) === JSON.stringify(wanted.sort())) return;
  await forgetKeptViews(db);
  await db.run('delete from settings');
  await db.run(
    `insert into settings
     select entry[1], lower(entry[2]), lower(entry[3])
     from (select unnest($entries::json::varchar[][]) as entry)`,
    { entries: JSON.stringify(entries) },
  );
}
