import type { LineSchema } from '../parsers/format.ts';

/** How many characters of a line `rejects.text` holds at most. */
export const rejectText = 4000;

/**
 * SQL for the line, whose values are `f`, without those of secret fields; where their place is unsure,
 * without what may be one.
 */
export function safeText(schema: LineSchema): string {
  const text = textWithoutFields(schema);
  const shown = schema.hasPasswords === true ? beforePassword(text) : text;
  return `left(${shown}, ${rejectText})`;
}

/** A password may have blanks in it, so nobody knows where it ends. */
function beforePassword(text: string): string {
  return `regexp_replace(${text}, '(?is)((?:^|\\s)(?:\\[\\d+\\])?PASS\\s).*', '\\1(the rest removed: it may hold a password)')`;
}

function textWithoutFields({ values, secrets = [] }: LineSchema): string {
  if (secrets.length === 0) return 'line';
  const first = Math.min(...secrets);
  const shown = `list_transform(f, lambda v, i: case when i in (${secrets.join(', ')}) and v <> '-' then '(removed)' else v end)`;
  // Where values are missing, a secret stands up to as many places further left. DuckDB counts a negative
  // bound from the end.
  const sure = `greatest(${first - 1} - greatest(${values} - len(f), 0), 0)`;
  const beginning = `array_to_string(list_append(f[1:${sure}], '(the rest removed: it may hold a cookie)'), ' ')`;
  return `case when len(f) = ${values} then array_to_string(${shown}, ' ') else ${beginning} end`;
}

// What no cookie and no credential looks like.
const harmless = [
  '-',
  '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  '[0-9]{1,2}:[0-9]{2}:[0-9]{2}',
  '[0-9]{1,5}',
  '[0-9]{1,3}(?:[.][0-9]{1,3}){3}',
  'GET|HEAD|POST|PUT|DELETE|OPTIONS|PROPFIND',
  '(?:/[A-Za-z._-]{1,40}){1,4}/?',
];

/** SQL for the text of a line whose fields are not known: values that may be a secret are left out. */
export function unknownText(): string {
  // A password of FTP can look like anything that is shown otherwise.
  const text = beforePassword(`left(line, ${rejectText})`);
  const value = `case when regexp_full_match(v, '(?:${harmless.join('|')}),?') then v else '...' end`;
  return `array_to_string(list_transform(string_split(${text}, ' '), lambda v: ${value}), ' ')`;
}
