import { easProjection } from '../eas/sql.ts';
import { iisExpress } from '../express/iis-express.ts';
import {
  defineFormat,
  type Detection,
  type FileFacts,
  type Head,
  type Header,
  type Judgement,
  type LineSchema,
  type Meaning,
  type PhysicalColumn,
} from '../format.ts';
import {
  columnName,
  customFields,
  forwardedField,
  isWide,
  physicalSql,
  sqlName,
} from '../physical.ts';
import { foreignLog } from './foreign-logs.ts';
import { fitsFields, iisType, knownFieldLists, spelledField } from './iisw3c-columns.ts';
import { literal } from '../eas/sql-parts.ts';

const separator = /[ \t]+/;

/** `#Fields: a b c ` -> `['a', 'b', 'c']`. */
function directive(line: string, before: Header): Header {
  const [, name = '', value = ''] = /^#\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
  switch (name.toLowerCase()) {
    case 'fields': {
      const fields = value.split(separator).filter((field) => field !== '');
      return { ...before, fields: fields.map(spelledField) };
    }
    case 'date':
    case 'start-date': {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
      return day === undefined || !isDay(day) ? before : { ...before, day };
    }
    case 'software':
      return { ...before, software: value };
    default:
      return before;
  }
}

/** Whether the calendar has it; 30 February is none. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function schema(header: Header): LineSchema | null {
  const { fields } = header;
  if (fields === undefined || fields.length === 0) return null;
  const columns = fields.map((column, i): PhysicalColumn => {
    const type = iisType(column);
    return {
      column,
      from: i + 1,
      type: type ?? 'VARCHAR',
      nullIf: '-',
      ...(type === undefined ? { isCustom: true } : {}),
    };
  });
  // Of a field named twice the first counts.
  const firsts = new Map(columns.toReversed().map(({ column, from }) => [column, from]));
  return {
    key: fields.join(' '),
    values: fields.length,
    columns: columns.filter(({ column, from }) => firsts.get(column) === from),
    secrets: columns.flatMap(({ column, from }) =>
      /cookie|authorization/i.test(column) ? [from] : [],
    ),
    dayFromHeader: !fields.includes('date'),
  };
}

function detect(head: Head): Detection {
  const foreign = foreignLog(head);
  if (foreign !== undefined) return { score: 0, refuse: foreign };
  const headers = headersOf(head);
  const { fields, software = '' } = headers.at(-1) ?? {};
  if (fields !== undefined) {
    // Fields change in mid-file, and a short list says less of what the file is than a long one.
    const found = headers.flatMap((header) =>
      header.fields === undefined ? [] : [detectFields(header.fields, header.software ?? '')],
    );
    return found.reduce((best, each) => (each.score > best.score ? each : best));
  }
  const records = head.lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const first = records[0];
  if (first === undefined) {
    return /Internet Information Serv/.test(software)
      ? { score: 60 }
      : { score: 0, why: 'there is neither #Fields nor a record' };
  }
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \S+ \S+ /.test(first)
    ? { score: 30 }
    : {
        score: 0,
        why: 'there is no #Fields line, and the records do not begin with date and time',
      };
}

/** The headers in force one after the other. */
function headersOf(head: Head): Header[] {
  const headers: Header[] = [];
  for (const line of head.lines) {
    if (line.startsWith('#')) headers.push(directive(line, headers.at(-1) ?? {}));
  }
  return headers;
}

function detectFields(fields: readonly string[], software: string): Detection {
  const has = (name: string): boolean => fields.includes(name);
  const iis = /Internet Information Serv/i.test(software);
  const http = fields.some((name) => /^(?:cs|sc|c|s)-|^cs\(/.test(name));
  if (iis && http) return { score: 90 };
  if (has('c-ip') && (has('cs-uri-stem') || has('cs-method')))
    return { score: software === '' ? 80 : 50 };
  if (has('cs-uri-stem') && has('cs-method')) return { score: 45 };
  return { score: 0, why: `its #Fields has no c-ip with cs-uri-stem (software: ${software})` };
}

/** The columns of `request_rows` for the fields of `schema`. */
function meaning(schema: LineSchema, facts: FileFacts): Meaning {
  const logged = new Set(schema.columns.map(({ column }) => column));
  const text = (column: string): string =>
    logged.has(column) ? columnName(column) : 'null::varchar';
  const number = (column: string, type: string): string =>
    logged.has(column) ? columnName(column) : `null::${type}`;
  const restored = (column: string): string =>
    logged.has(column) ? blanksOf(columnName(column)) : 'null::varchar';
  const kept = (column: string): string => (facts.keepQuery ? text(column) : 'null::varchar');
  const forwarded = forwardedField(schema);
  const eas = easProjection({
    stem: text('cs-uri-stem'),
    query: text('cs-uri-query'),
    username: text('cs-username'),
    method: text('cs-method'),
    userAgent: restored('cs(User-Agent)'),
    port: number('s-port', 'integer'),
  });
  const day = logged.has('date') ? '"date"' : 'day';
  return {
    stages: eas.stages,
    columns: {
      requested_at: logged.has('time') ? `${day} + "time"` : 'null::timestamp',
      server: logged.has('s-computername')
        ? `coalesce("s-computername", ${facts.server})`
        : facts.server,
      site: logged.has('s-sitename') ? `coalesce("s-sitename", ${facts.site})` : facts.site,
      server_ip: text('s-ip'),
      server_port: number('s-port', 'integer'),
      client_ip: text('c-ip'),
      forwarded_for:
        forwarded === undefined ? 'null::varchar' : blanksOf(customValue(forwarded, schema)),
      method: text('cs-method'),
      uri_stem: text('cs-uri-stem'),
      uri_query: kept('cs-uri-query'),
      user_as_logged: kept('cs-username'),
      user_agent: restored('cs(User-Agent)'),
      user_agent_as_logged: kept('cs(User-Agent)'),
      computer_as_logged: kept('s-computername'),
      site_as_logged: kept('s-sitename'),
      version_as_logged: kept('cs-version'),
      host: text('cs-host'),
      referer: text('cs(Referer)'),
      status: number('sc-status', 'integer'),
      substatus: number('sc-substatus', 'integer'),
      win32_status: number('sc-win32-status', 'bigint'),
      bytes_sent: number('sc-bytes', 'bigint'),
      bytes_received: number('cs-bytes', 'bigint'),
      time_taken_ms: number('time-taken', 'bigint'),
      auth_type: 'null::varchar',
      custom: customMap(schema, forwarded),
      ...eas.columns,
    },
    judgements: judgements(schema, logged),
  };
}

const blanksOf = (sql: string): string => `replace(${sql}, '+', ' ')`;

function customMap(schema: LineSchema, forwarded: PhysicalColumn | undefined): string {
  const own = customFields(schema, forwarded);
  if (own.length === 0) return 'null::map(varchar, varchar)';
  const name = (column: PhysicalColumn): string => literal(column.column);
  const entries = isWide(schema)
    ? `list_zip([${namesByPlace(
        schema,
        own.map((column) => [column.from, name(column)]),
      )}], f)`
    : `[${own.map((column) => `row(${name(column)}, ${sqlName(column)})`).join(', ')}]`;
  const kept = `lambda e: e[1] is not null and e[2] is not null and e[2] <> '-'`;
  return `nullif(map_from_entries(list_filter(${entries}, ${kept})), map {})`;
}

/** For every value of a line the name given for its place, or null. */
function namesByPlace(
  { values }: LineSchema,
  given: readonly (readonly [place: number, name: string])[],
): string {
  const names = new Map(given);
  return Array.from({ length: values }, (_, i) => names.get(i + 1) ?? 'null').join(', ');
}

function customValue(column: PhysicalColumn, schema: LineSchema): string {
  return isWide(schema) ? physicalSql(column) : sqlName(column);
}

function judgements(schema: LineSchema, logged: ReadonlySet<string>): Judgement[] {
  const { values } = schema;
  const list: Judgement[] = [
    {
      reason: 'field-count',
      when: `len(f) <> ${values}`,
      detail: `len(f) || ' values, #Fields has ${values}'`,
    },
  ];
  if (logged.has('date')) {
    list.push({ reason: 'bad-date', when: '"date" is null', detail: `'date is not a date'` });
  } else list.push({ reason: 'no-date', when: 'day is null', detail: `'neither date nor #Date'` });
  if (logged.has('time')) {
    list.push({ reason: 'bad-time', when: '"time" is null', detail: `'time is not a time'` });
  } else list.push({ reason: 'no-time', when: 'true', detail: `'#Fields has no time'` });
  return list;
}

export default defineFormat({
  kind: 'lines',
  name: 'iisw3c',
  title: 'IIS W3C extended log',
  source: 'iis',
  detect,
  directive,
  schema,
  knownFields: knownFieldLists,
  fits: fitsFields,
  values: (line) => `string_split(${line}, ' ')`,
  countValues: (line) => line.trim().split(/ +/).length,
  collapseSpaces: true,
  meaning,
  express: iisExpress,
});
