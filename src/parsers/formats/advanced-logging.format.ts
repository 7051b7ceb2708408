import { defineFormat, type Header, type Judgement, type LineSchema } from '../format.ts';
import { utcSql } from '../physical.ts';
import iisw3c from './iisw3c.format.ts';

/** Names of the Advanced Logging module that IIS calls otherwise. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['date-utc', 'date'],
  ['time-utc', 'time'],
  ['timetakenms', 'time-taken'],
  ['cs(host)', 'cs-host'],
  ['cs(x-forwarded-for)', 'X-Forwarded-For'],
  ['sc-win32status', 'sc-win32-status'],
]);

/** What counts where a log tells no times of UTC. */
const localAliases: ReadonlyMap<string, string> = new Map([
  ...aliases,
  ['date-local', 'date'],
  ['time-local', 'time'],
]);

// A value in double quotes with `""` for one, or a run without blanks.
const value = '"(?:[^"]|"")*"|[^ "]\\S*';

/** The values of a line as its rows have them: those in quotes without these, an empty one as `-`. */
function valuesOf(line: string): string[] {
  return (line.match(new RegExp(value, 'g')) ?? []).map((each) => {
    const isQuoted = each.length > 1 && each.startsWith('"') && each.endsWith('"');
    return isQuoted ? each.slice(1, -1).replaceAll('""', '"') || '-' : each;
  });
}

function schema(header: Header): LineSchema | null {
  if (header.fields === undefined) return null;
  const logged = header.fields.map((field) => field.toLowerCase());
  const isLocal =
    logged.includes('time-local') && !logged.some((field) => /^time(?:-utc)?$/.test(field));
  const known = isLocal ? localAliases : aliases;
  const fields = header.fields.map((field) => known.get(field.toLowerCase()) ?? field);
  const plain = iisw3c.schema({ ...header, fields });
  return plain && { ...plain, key: `quoted ${header.fields.join(' ')}`, localTime: isLocal };
}

function unknownZone(zone: string): Judgement {
  return {
    reason: 'bad-time',
    when: `(${zone}) is null`,
    detail: `'its time is local: remove the file and load it again with --source-tz'`,
  };
}

/** The IIS Advanced Logging module (IIS 7.x): quoted values with real blanks, often local times. */
export default defineFormat({
  ...iisw3c,
  // The quick way knows what IISW3C means by its fields, not what is meant here.
  express: () => null,
  name: 'advanced-logging',
  title: 'IIS Advanced Logging log',
  knownFields: [],
  localTime({ lines }) {
    let header: Header = {};
    return lines.some((line) => {
      if (!line.startsWith('#')) return false;
      header = iisw3c.directive(line, header);
      return schema(header)?.localTime === true;
    });
  },
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
  countValues: (line) => valuesOf(line).length,
  serverOf(line, lineSchema) {
    const values = valuesOf(line);
    if (values.length !== lineSchema.values) return {};
    const said = (field: string): string | undefined => {
      const column = lineSchema.columns.find((each) => each.column === field);
      return column && values[column.from - 1];
    };
    return { name: said('s-computername'), address: said('s-ip') };
  },
  meaning(lineSchema, facts) {
    const base = iisw3c.meaning(lineSchema, facts);
    const at = base.columns['requested_at'] ?? 'null::timestamp';
    const agent = lineSchema.columns.some(({ column }) => column === 'cs(User-Agent)')
      ? '"cs(User-Agent)"'
      : 'null::varchar';
    const { zone = 'null' } = facts;
    const isUnknown = lineSchema.localTime === true ? [unknownZone(zone)] : [];
    return {
      ...base,
      judgements: [...base.judgements, ...isUnknown],
      columns: {
        ...base.columns,
        requested_at: lineSchema.localTime === true ? utcSql(at, zone) : at,
        user_agent: agent,
      },
    };
  },
});
