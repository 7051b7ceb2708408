import type { PhysicalType } from '../format.ts';

/** The fields IIS knows, with their types under Log Parser; everything else is a custom field. */
export const iisFields: Readonly<Record<string, PhysicalType>> = Object.freeze({
  date: 'DATE',
  time: 'TIME',
  'c-ip': 'VARCHAR',
  'cs-username': 'VARCHAR',
  's-sitename': 'VARCHAR',
  's-computername': 'VARCHAR',
  's-ip': 'VARCHAR',
  's-port': 'INTEGER',
  'cs-method': 'VARCHAR',
  'cs-uri-stem': 'VARCHAR',
  'cs-uri-query': 'VARCHAR',
  'sc-status': 'INTEGER',
  'sc-substatus': 'INTEGER',
  'sc-win32-status': 'BIGINT',
  'sc-bytes': 'BIGINT',
  'cs-bytes': 'BIGINT',
  'time-taken': 'BIGINT',
  'cs-version': 'VARCHAR',
  'cs-host': 'VARCHAR',
  'cs(User-Agent)': 'VARCHAR',
  'cs(Cookie)': 'VARCHAR',
  'cs(Referer)': 'VARCHAR',
});

const types = new Map(Object.entries(iisFields));

/** The type of a field that IIS knows; nothing for a custom field. */
export function iisType(field: string): PhysicalType | undefined {
  return types.get(field);
}

const spelled = new Map(Object.keys(iisFields).map((name) => [name.toLowerCase(), name]));

/** IIS's own spelling of a field name logged in another case; a foreign name as it is. */
export function spelledField(name: string): string {
  return spelled.get(name.toLowerCase()) ?? name;
}

/** Field lists IIS writes by default or in full, for records that have lost their header. */
export const knownFieldLists: readonly (readonly string[])[] = Object.freeze(
  [
    'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status',
    'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken X-Forwarded-For',
    'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status time-taken',
    'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status time-taken X-Forwarded-For',
    'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
  ].map((list) => Object.freeze(list.split(' '))),
);

const integer = /^(?:-|\d+)$/;
const address = /^(?:-|[0-9a-f.:]+(?:%\w+)?)$/i;
const shapes: Readonly<Record<string, RegExp>> = Object.freeze({
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}:\d{2}$/,
  's-sitename': /^(?:-|[A-Z0-9_-]+)$/i,
  's-ip': address,
  'c-ip': address,
  's-port': integer,
  'cs-method': /^(?:-|[A-Z_-]+)$/i,
  'cs-uri-stem': /^(?:-|\*|\/\S*|https?:\S+)$/,
  'cs-version': /^(?:-|HTTP\/\d(?:\.\d)?)$/,
  'sc-status': /^(?:-|\d{3})$/,
  'sc-substatus': integer,
  'sc-win32-status': integer,
  'sc-bytes': integer,
  'cs-bytes': integer,
  'time-taken': integer,
  'X-Forwarded-For': /^(?:-|[0-9a-f.:]+(?:,\+?[0-9a-f.:]+)*)$/i,
});

/** Whether the values of `line` look like those of `fields`, one by one. */
export function fitsFields(line: string, fields: readonly string[]): boolean {
  const values = line.trim().split(/ +/);
  return (
    values.length === fields.length &&
    fields.every((field, i) => shapes[field]?.test(values[i] ?? '') ?? true)
  );
}
