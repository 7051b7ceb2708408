import {
  defineFormat,
  type LineSchema,
  type PhysicalColumn,
  type PhysicalType,
} from '../format.ts';
import { letSql } from '../eas/sql-parts.ts';
import { utcSql } from '../physical.ts';
import { requestMeaning } from './request-columns.ts';

// `ClientIP, User, M/D/YY, H:MM:SS, Service, Server, ServerIP, ms, received, sent, status, win32, method,
// target, parameters,` with local times. Log Parser's names: its BytesSent is what the client sent.
const names: readonly (readonly [column: string, type: PhysicalType])[] = [
  ['UserIP', 'VARCHAR'],
  ['UserName', 'VARCHAR'],
  ['Date', 'DATE'],
  ['Time', 'TIME'],
  ['ServiceInstance', 'VARCHAR'],
  ['HostName', 'VARCHAR'],
  ['ServerIP', 'VARCHAR'],
  ['TimeTaken', 'BIGINT'],
  ['BytesSent', 'BIGINT'],
  ['BytesReceived', 'BIGINT'],
  ['StatusCode', 'INTEGER'],
  ['Win32StatusCode', 'BIGINT'],
  ['RequestType', 'VARCHAR'],
  ['Target', 'VARCHAR'],
  ['Parameters', 'VARCHAR'],
  ['date-as-logged', 'VARCHAR'],
];
const columns = names.map(([column, type], i): PhysicalColumn => ({
  column,
  from: i + 1,
  type,
  nullIf: '-',
}));
const logged = columns.length - 1;
const schema: LineSchema = { key: 'iis', values: logged, columns, localTime: true };

const line15 =
  /^[^,\s]+, [^,]*, \d{1,4}[-./]\d{1,2}[-./]\d{1,4}, \d{1,2}:\d{2}:\d{2}, [^,]*, [^,]*, [^,]*, \d+, \d+, \d+, /;
const split = (line: string): string[] => line.replace(/,\s*$/, '').split(', ');

const forms = (order: string, separators: readonly string[]): string[] =>
  separators
    .map((separator) => order.replaceAll(' ', separator))
    .flatMap((form) => [form, form.replace('%y', '%Y')]);
const byOrder = {
  dmy: forms('%d %m %y', ['/', '.', '-']),
  mdy: forms('%m %d %y', ['/', '-']),
  iso: forms('%y %m %d', ['-', '/', '.']),
};
// What a date is without `--dates`: one of another order would be guessed anew on every line.
const usual = [
  ...forms('%m %d %y', ['/']),
  ...forms('%d %m %y', ['.']),
  ...byOrder.iso.filter((form) => /^%Y[-/]/.test(form)),
];
// A year of two digits must not be read as one of four: %Y takes `01` too.
const dayOf = (text: string, orders: readonly string[]): string => {
  const list = (year: string): string =>
    `[${orders
      .filter((order) => order.includes(year))
      .map((order) => `'${order}'`)
      .join(', ')}]`;
  const hasLongYear = `regexp_matches(${text}, '[0-9]{4}')`;
  const read = (year: string): string =>
    orders.some((order) => order.includes(year))
      ? `try_strptime(${text}, ${list(year)})`
      : 'null::timestamp';
  return `case when ${hasLongYear} then ${read('%Y')} else ${read('%y')} end`;
};

/** SQL for what is wrong with a date, and what helps where it could be one in another order. */
function badDate(dates: LineSchema['dates']): string {
  const plain = `'date is not a date'`;
  if (dates !== undefined) return plain;
  const isOther = `${dayOf('"date-as-logged"', Object.values(byOrder).flat())} is not null`;
  return `case when ${isOther} then 'date is no M/D/Y: say its order with --dates dmy|mdy|iso' else ${plain} end`;
}

const parts = `string_split(regexp_replace(line_, ',\\s*$', ''), ', ')`;
const valueOf = (i: number): string => {
  if (i === 2) return `coalesce(strftime(${dayOf('s[3]', usual)}, '%Y-%m-%d'), s[3])`;
  return i === 3 ? `case when s[4] like '_:%' then '0' || s[4] else s[4] end` : `s[${i + 1}]`;
};
const valueList = `[${names
  .slice(0, logged)
  .map((_, i) => valueOf(i))
  .join(', ')}, s[3]]`;

export default defineFormat({
  kind: 'lines',
  name: 'iis',
  title: 'IIS native log',
  source: 'iis',
  localTime: true,
  detect(head) {
    const records = head.lines.filter((line) => line.trim() !== '').slice(0, 20);
    const fits = records.filter((line) => line15.test(line)).length;
    if (fits === 0) return { score: 0 };
    return { score: fits * 2 > records.length ? 85 : 40 };
  },
  datesByCulture: true,
  schema: ({ dates }) => (dates === undefined ? schema : { ...schema, key: `iis ${dates}`, dates }),
  values: (line) =>
    letSql(
      's',
      parts.replace('line_', line),
      `case when len(s) = ${logged} then ${valueList} else list_append(s, null) end`,
    ),
  countValues: (line) => split(line).length,
  serverOf(line) {
    const values = split(line);
    return values.length === logged ? { name: values[5], address: values[6] } : {};
  },
  meaning({ dates }, facts) {
    const day =
      dates === undefined ? '"Date"' : `cast(${dayOf('"date-as-logged"', byOrder[dates])} as date)`;
    return {
      ...requestMeaning(
        {
          requestedAt: utcSql(`${day} + "Time"`, facts.zone),
          stem: '"Target"',
          query: '"Parameters"',
          method: '"RequestType"',
          username: '"UserName"',
          clientIp: '"UserIP"',
          serverIp: '"ServerIP"',
          server: '"HostName"',
          site: '"ServiceInstance"',
          status: '"StatusCode"',
          win32Status: '"Win32StatusCode"',
          bytesSent: '"BytesReceived"',
          bytesReceived: '"BytesSent"',
          timeTakenMs: '"TimeTaken"',
        },
        facts,
      ),
      judgements: [
        {
          reason: 'field-count',
          when: `len(f) <> ${logged + 1}`,
          detail: `(len(f) - 1) || ' values, the format has ${logged}'`,
        },
        { reason: 'bad-date', when: `(${day}) is null`, detail: badDate(dates) },
        { reason: 'bad-time', when: '"Time" is null', detail: `'time is not a time'` },
      ],
    };
  },
});
