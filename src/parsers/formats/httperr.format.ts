import { defineFormat, type LineSchema, type Meaning } from '../format.ts';
import { columnName } from '../physical.ts';
import iisw3c from './iisw3c.format.ts';
import { requestMeaning, splitTarget } from './request-columns.ts';

// Numbers that only http.sys logs; the types of the others are those of IIS, which the warehouse has too.
const numbers = new Set(['c-port', 's-siteid']);
const ownColumns = ['c-port', 's-reason', 's-queuename', 'streamid', 'streamid_ex'];
const declared = new Set([...numbers, ...ownColumns, 'cs-uri']);

/** Connections and requests that http.sys ended itself, before or without IIS. */
export default defineFormat({
  ...iisw3c,
  // The quick way knows what IISW3C means by its fields, not what is meant here.
  express: () => null,
  name: 'httperr',
  title: 'HTTPERR log of http.sys',
  source: 'httperr',
  knownFields: [],
  detect(head) {
    const text = head.lines.join('\n');
    const fields = /^#Fields:\s*(.*?)\s*$/im.exec(text)?.[1]?.split(/\s+/) ?? [];
    if (fields.includes('s-reason') || fields.includes('s-queuename')) return { score: 95 };
    return { score: 0 };
  },
  schema(header) {
    const schema = iisw3c.schema(header);
    return schema === null ? null : { ...schema, columns: schema.columns.map(typed) };
  },
  meaning(schema, facts) {
    const base = iisw3c.meaning(schema, facts);
    const logged = new Set(schema.columns.map(({ column }) => column));
    const column = (name: string): string | undefined =>
      logged.has(name) ? columnName(name) : undefined;
    const { stem, query } = splitTarget(column('cs-uri') ?? 'null::varchar');
    const custom = Object.fromEntries(
      ownColumns.flatMap((name) => (logged.has(name) ? [[name, columnName(name)]] : [])),
    );
    const fields = {
      requestedAt: base.columns['requested_at'] ?? 'null::timestamp',
      stem,
      query,
      method: column('cs-method'),
      clientIp: column('c-ip'),
      serverIp: column('s-ip'),
      serverPort: column('s-port'),
      userAgent: logged.has('cs(User-Agent)') ? base.columns['user_agent'] : undefined,
      referer: column('cs(Referer)'),
      status: column('sc-status'),
      bytesSent: column('sc-bytes'),
      bytesReceived: column('cs-bytes'),
      timeTakenMs: column('time-taken'),
      site: logged.has('s-siteid') ? `'W3SVC' || nullif("s-siteid", 0)` : undefined,
      server: column('s-computername'),
      custom,
      isServed: false,
    };
    const given = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    ) as unknown as Parameters<typeof requestMeaning>[0];
    const meaning = requestMeaning(given, facts);
    return {
      ...meaning,
      columns: {
        ...meaning.columns,
        ...asInW3c(base.columns),
        custom: `map_concat(${base.columns['custom']}, ${meaning.columns['custom']})`,
      },
      judgements: base.judgements,
    };
  },
});

/** What IIS logs in the same way, and formats without `#Fields` do not have. */
function asInW3c(columns: Meaning['columns']): Meaning['columns'] {
  const names = ['forwarded_for', 'user_agent_as_logged', 'host'];
  return Object.fromEntries(names.map((name) => [name, columns[name] ?? 'null::varchar']));
}

function typed(column: LineSchema['columns'][number]): LineSchema['columns'][number] {
  if (!declared.has(column.column)) return column;
  return { ...column, isCustom: false, ...(numbers.has(column.column) ? { type: 'BIGINT' } : {}) };
}
