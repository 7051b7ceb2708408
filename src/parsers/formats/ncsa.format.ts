import { defineFormat, type LineSchema, type PhysicalColumn } from '../format.ts';
import { letSql } from '../eas/sql-parts.ts';
import { utcSql } from '../physical.ts';
import { requestMeaning, splitTarget } from './request-columns.ts';

// host logname user [day/Mon/year:time zone] "request" status bytes ["referer" "agent" ["cookie"]]
const quoted = '"((?:[^"\\\\]|\\\\.)*)"';
const pattern = `^(\\S+) (\\S+) (.+?) \\[(\\d{1,2}/[A-Za-z]{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2}) ?([-+]\\d{4})?\\] "(.*?)" (\\d{3}|-) (\\d+|-)(?: ${quoted} ${quoted}(?: ${quoted})?)?\\s*$`;
const groups = ['h', 'l', 'u', 't', 'z', 'r', 's', 'b', 'f', 'a', 'c'];

// `DateTime` in UTC, with a Z, where the line says its zone; as it was logged where it says none.
const local = `try_strptime(g['t'], '%d/%b/%Y:%H:%M:%S')`;
const minutes = `(try_cast(g['z'][2:3] as integer) * 60 + try_cast(g['z'][4:5] as integer)) * case when g['z'][1] = '-' then -1 else 1 end`;
const zone = '[-+](?:0[0-9]|1[0-4])[0-5][0-9]';
const time = `case when g['z'] = '' then strftime(${local}, '%Y-%m-%d %H:%M:%S')
  when regexp_full_match(g['z'], '${zone}') then strftime(${local} - to_minutes(${minutes}), '%Y-%m-%d %H:%M:%SZ') end`;

const columns: readonly PhysicalColumn[] = [
  { column: 'RemoteHostName', from: 1, type: 'VARCHAR', nullIf: '-' },
  { column: 'RemoteLogName', from: 2, type: 'VARCHAR', nullIf: '-' },
  { column: 'UserName', from: 3, type: 'VARCHAR', nullIf: '-' },
  { column: 'DateTime', from: 4, type: 'TIMESTAMP' },
  { column: 'Request', from: 5, type: 'VARCHAR', nullIf: '-' },
  { column: 'StatusCode', from: 6, type: 'INTEGER', nullIf: '-' },
  { column: 'BytesSent', from: 7, type: 'BIGINT', nullIf: '-' },
  { column: 'Referer', from: 8, type: 'VARCHAR', nullIf: '-' },
  { column: 'User-Agent', from: 9, type: 'VARCHAR', nullIf: '-' },
  { column: 'Cookie', from: 10, type: 'VARCHAR', nullIf: '-' },
];
const schema: LineSchema = { key: 'ncsa', values: columns.length, columns, secrets: [10] };

const optional = (group: string): string => `coalesce(nullif(g['${group}'], ''), '-')`;
// A time that is none is kept as it was logged, to be shown.
const logged = `concat_ws(' ', g['t'], nullif(g['z'], ''))`;
const valueList = `[g['h'], g['l'], g['u'], coalesce(${time}, ${logged}), g['r'], g['s'], g['b'], ${optional('f')}, ${optional('a')}, ${optional('c')}]`;
const names = `[${groups.map((name) => `'${name}'`).join(', ')}]`;

export default defineFormat({
  kind: 'lines',
  name: 'ncsa',
  title: 'NCSA common or combined log',
  source: 'ncsa',
  localTime: (head) => {
    const expression = new RegExp(pattern);
    return head.lines.some((line) => {
      const record = expression.exec(line);
      return record !== null && record[5] === undefined;
    });
  },
  detect(head) {
    const records = head.lines.filter((line) => line.trim() !== '').slice(0, 20);
    const expression = new RegExp(pattern);
    const fits = records.filter((line) => expression.test(line)).length;
    if (fits === 0) return { score: 0 };
    return { score: fits * 2 > records.length ? 85 : 40 };
  },
  schema: () => schema,
  values: (line) =>
    `case when regexp_matches(${line}, '${pattern}') then ${letSql(
      'g',
      `regexp_extract(${line}, '${pattern}', ${names})`,
      valueList,
    )} else [] end`,
  countValues: (line) => (new RegExp(pattern).test(line) ? columns.length : 0),
  meaning(_schema, facts) {
    const { stem, query } = splitTarget(target);
    return {
      ...requestMeaning(
        {
          requestedAt: utcTime(facts.zone),
          stem,
          query,
          method: `nullif(regexp_extract("Request", '^(\\S+)', 1), '')`,
          username: '"UserName"',
          clientIp: '"RemoteHostName"',
          userAgent: '"User-Agent"',
          referer: '"Referer"',
          status: '"StatusCode"',
          bytesSent: '"BytesSent"',
        },
        facts,
      ),
      judgements: [
        { reason: 'not-ncsa', when: 'len(f) = 0', detail: `'the line is no NCSA record'` },
        {
          reason: 'bad-date',
          when: `"DateTime" is null and regexp_matches(f[4], ' [-+]') and not regexp_matches(f[4], '${zone}$')`,
          detail: `right(f[4], 5) || ' is not a zone'`,
        },
        { reason: 'bad-time', when: '"DateTime" is null', detail: `'the time is not a time'` },
      ],
    };
  },
});

/** SQL for the time in UTC; a file whose other lines say their zone has none for the rest. */
function utcTime(fileZone: string | undefined): string {
  if (fileZone === undefined) return '"DateTime"';
  const ofLocal = `coalesce(${utcSql('"DateTime"', fileZone)}, "DateTime")`;
  return `case when suffix(f[4], 'Z') then "DateTime" else ${ofLocal} end`;
}

const target = `nullif(regexp_extract("Request", '^\\S+ +(.*?)(?: +HTTP/[0-9.]+)?$', 1), '')`;
