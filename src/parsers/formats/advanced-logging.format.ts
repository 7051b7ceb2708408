import { defineFormat, type Header, type LineSchema } from '../format.ts';
import { utcSql } from '../physical.ts';
import iisw3c from './iisw3c.format.ts';

/** Names of the Advanced Logging module that IIS calls otherwise. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['date-local', 'date'],
  ['date-utc', 'date'],
  ['time-local', 'time'],
  ['time-utc', 'time'],
  ['timetakenms', 'time-taken'],
  ['cs(host)', 'cs-host'],
  ['cs(x-forwarded-for)', 'X-Forwarded-For'],
  ['sc-win32status', 'sc-win32-status'],
]);

// A value in double quotes with `""` for one, or a run without blanks.
const value = '"(?:[^"]|"")*"|[^ "]\\S*';

function schema(header: Header): LineSchema | null {
  const fields = header.fields?.map((field) => aliases.get(field.toLowerCase()) ?? field);
  if (fields === undefined) return null;
  const plain = iisw3c.schema({ ...header, fields });
  const isLocal = header.fields?.some((field) => /^(?:date|time)-local$/i.test(field)) === true;
  return plain && { ...plain, key: `quoted ${header.fields?.join(' ') ?? ''}`, localTime: isLocal };
}

/** The IIS Advanced Logging module (IIS 7.x): quoted values with real blanks, often local times. */
export default defineFormat({
  ...iisw3c,
  // The quick way knows what IISW3C means by its fields, not what is meant here.
  express: () => null,
  name: 'advanced-logging',
  title: 'IIS Advanced Logging log',
  knownFields: [],
  collapseSpaces: false,
  detect(head) {
    const software = head.lines.find((line) => /^#Software:/i.test(line)) ?? '';
    const fields = head.lines.find((line) => /^#Fields:/i.test(line)) ?? '';
    if (/Advanced Logging/i.test(software)) return { score: 96 };
    return { score: /\b(?:date|time)-(?:local|utc)\b/i.test(fields) ? 70 : 0 };
  },
  schema,
  values: (line) =>
    `list_transform(regexp_extract_all(${line}, '${value}'), lambda v: case when starts_with(v, '"') and suffix(v, '"') and length(v) > 1 then coalesce(nullif(replace(substr(v, 2, length(v) - 2), '""', '"'), ''), '-') else v end)`,
  countValues: (line) => line.match(new RegExp(value, 'g'))?.length ?? 0,
  meaning(lineSchema, facts) {
    const base = iisw3c.meaning(lineSchema, facts);
    const at = base.columns['requested_at'] ?? 'null::timestamp';
    const agent = lineSchema.columns.some(({ column }) => column === 'cs(User-Agent)')
      ? '"cs(User-Agent)"'
      : 'null::varchar';
    return {
      ...base,
      columns: {
        ...base.columns,
        requested_at: lineSchema.localTime === true ? utcSql(at, facts.zone) : at,
        user_agent: agent,
      },
    };
  },
});
