import { letSql, percentDecodeSql } from './sql-parts.ts';

// The two orders in which clients send the four parameters are read by one anchored expression each;
// whatever is written differently is split into a list and searched.
const shapes = [
  ['User', 'DeviceId', 'DeviceType', 'Cmd'],
  ['Cmd', 'User', 'DeviceId', 'DeviceType'],
] as const;
type Key = (typeof shapes)[0][number];

const parts = ['p1', 'p2', 'p3', 'p4'];
const fieldList = `[${parts.map((part) => `'${part}'`).join(', ')}]`;
const read = (query: string, keys: readonly string[]): string =>
  `regexp_extract(${query}, '^${keys.map((key) => `${key}=([^&]*)`).join('&')}', ${fieldList})`;
/** Length of the keys, `=` and `&` of a shape; both have the same. */
const frame = shapes[0].join('').length + 4 + 3;

const found = (key: string, list = 'eas_p'): string =>
  `list_filter(${list}, lambda x: starts_with(lower(x), '${key}='))`;

function parameter(key: Key): string {
  const [first, second] = shapes.map((keys) => (keys as readonly string[]).indexOf(key) + 1);
  const search = `substr(${found(key.toLowerCase(), 'eas_named')}[1], ${key.length + 2})`;
  return `case when eas_rest is null then (case when eas_p is not null then ${search} end) when eas_shape = 1 then eas_a['p${first ?? 0}'] else eas_a['p${second ?? 0}'] end`;
}

const isFrontKey = `starts_with(lower(x), 'cafereqid=') or starts_with(lower(x), 'correlationid=')`;

const isFrontPart = (part: string): string =>
  `(starts_with(${part}, 'CorrelationID=') or starts_with(${part}, 'ClientId='))`;

/**
 * The parts of a query, a list, with their names decoded as clients may have escaped them; a decoded `=`
 * would end a name.
 */
export function namedParts(query: string, parts: string): string {
  const name = `split_part(x, '=', 1)`;
  const decoded = letSql(
    'n',
    percentDecodeSql(name),
    `case when contains(n, '=') then x else n || substr(x, length(${name}) + 1) end`,
  );
  return `case when regexp_matches(${query}, '(?:^|&)[^=&]*%[^=&]*=') then list_transform(${parts}, lambda x: case when contains(x, '=') then ${decoded} else x end) else ${parts} end`;
}

/**
 * Over `eas_is`: the raw parameters `eas_user_raw`, `eas_device_raw`, `eas_type_raw`, `eas_cmd_raw`,
 * `eas_id_raw` (cafeReqId), whether a front end wrote the line (`eas_front`) and `eas_log`, the text
 * after the last `Log=`.
 */
export function parameterStages(query: string): Record<string, string>[] {
  return [
    {
      eas_shape: `case when not eas_is then null when starts_with(${query}, 'User=') then 1 when starts_with(${query}, 'Cmd=') then 2 else 0 end`,
    },
    {
      eas_a: `case eas_shape when 1 then ${read(query, shapes[0])} when 2 then ${read(query, shapes[1])} end`,
    },
    {
      eas_rest: `case when eas_a['p4'] <> '' then substr(${query}, ${frame + 1} + ${parts.map((part) => `length(eas_a['${part}'])`).join(' + ')}) end`,
    },
    {
      eas_log_cut: `case when starts_with(eas_rest, '&Log=') then substr(eas_rest, 6) when starts_with(eas_rest, '&&Log=') then substr(eas_rest, 7) end`,
      eas_tail: `case when starts_with(eas_rest, '&C') then string_split(eas_rest, '&') end`,
    },
    {
      eas_id_cut: `case when eas_tail is not null and starts_with(eas_tail[-1], 'cafeReqId=') and (len(eas_tail) = 3 or (len(eas_tail) = 4 and ${isFrontPart('eas_tail[3]')})) and ${isFrontPart('eas_tail[2]')} then nullif(split_part(substr(eas_tail[-1], 11), ';', 1), '') end`,
    },
    {
      eas_p: `case when not eas_is or eas_rest = '' or eas_id_cut is not null or (eas_log_cut is not null and not contains(eas_log_cut, '&')) then null else string_split(${query}, '&') end`,
    },
    { eas_named: `case when eas_p is not null then ${namedParts(query, 'eas_p')} end` },
    {
      eas_user_raw: parameter('User'),
      eas_device_raw: parameter('DeviceId'),
      eas_type_raw: parameter('DeviceType'),
      eas_cmd_raw: parameter('Cmd'),
      eas_log: `nullif(case when eas_p is null then eas_log_cut else substr(${found('log')}[-1], 5) end, '')`,
      eas_id_raw: `case when eas_p is null then eas_id_cut else substr(${found('cafereqid')}[-1], 11) end`,
      eas_front: `eas_id_cut is not null or (case when eas_p is not null then len(list_filter(eas_p, lambda x: ${isFrontKey})) > 0 end)`,
    },
  ];
}
