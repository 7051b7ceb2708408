import { formatKind } from './parse-timestamp.ts';
import { quotedString } from '../../duckdb/sql-text.ts';

/**
 * SQL that reads a timestamp format whose fields all have a fixed width (`yyyy-MM-dd?hh:mm:ss`), as
 * a function of the text's SQL; undefined for other formats.
 */
export function fixedTimestampSql(format: string): ((raw: string) => string) | undefined {
  const places = new Map<string, number>();
  let at = 1;
  const pattern = /yyyy|MM|dd|hh|HH|mm|ss|ll|y+|M+|d[dpx]*|[hHmsln][hHmslnpPxX]?|tt|\?|[^]/g;
  for (const [token] of format.matchAll(pattern)) {
    if (/^(?:yyyy|MM|dd|hh|HH|mm|ss|ll)$/.test(token)) {
      places.set(token.replace('HH', 'hh'), at);
      at += token === 'yyyy' ? 4 : token === 'll' ? 3 : 2;
    } else if (/^[yMdhHmsln]/.test(token) || token === 'tt') return undefined;
    else at++;
  }
  const width = at - 1;
  const kind = formatKind(format);
  return (raw) => {
    const part = (token: string, length: number, fallback: string): string => {
      const from = places.get(token);
      return from === undefined ? `'${fallback}'` : `substr(${raw}, ${from}, ${length})`;
    };
    const date = [part('yyyy', 4, '0001'), part('MM', 2, '01'), part('dd', 2, '01')];
    const time = [part('hh', 2, '00'), part('mm', 2, '00'), part('ss', 2, '00')];
    const clock = `${time.join(` || ':' || `)} || '.' || ${part('ll', 3, '000')}`;
    const day = date.join(` || '-' || `);
    const text = kind === 'time' ? clock : kind === 'date' ? day : `${day} || ' ' || ${clock}`;
    const type = kind === 'full' ? 'timestamp' : kind;
    return `case when length(${raw}) = ${width} then try_cast(${text} as ${type}) end`;
  };
}

const tokenPatterns: Readonly<Record<string, string>> = {
  yyyy: '[0-9]{4}',
  hh: '(?:[01][0-9]|2[0-3])',
  HH: '(?:[01][0-9]|2[0-3])',
  ll: '[0-9]{3}',
  '?': '(?s:.)',
};

/** The same, but NULL for whatever `timestampReader` does not read either. */
export function strictTimestampSql(format: string): ((raw: string) => string) | undefined {
  const read = fixedTimestampSql(format);
  if (read === undefined) return undefined;
  const pattern = format.replaceAll(/yyyy|MM|dd|hh|HH|mm|ss|ll|\?|[^]/g, (token) =>
    token.length > 1 || token === '?'
      ? (tokenPatterns[token] ?? '[0-9]{2}')
      : token.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return (raw) =>
    `case when regexp_full_match(${raw}, ${quotedString(pattern)}) then ${read(raw)} end`;
}
