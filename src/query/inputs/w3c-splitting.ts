import { quotedString } from '../../duckdb/sql-text.ts';

/** One line as its list of values: as SQL of the line's SQL, and for a text. Both give the same. */
export interface W3cSplitting {
  readonly inSql: (line: string) => string;
  readonly inText: (line: string) => string[];
}

/** How lines are split whose header has `count` names. */
export function w3cSplitting(separator: string, isQuoted: boolean, count: number): W3cSplitting {
  if (isQuoted) return quoted(separator);
  const literal = quotedString(separator);
  if (separator === ' ') {
    return {
      inSql: (line) => `string_split(${line}, ${literal})`,
      inText: (line) => line.trim().split(/ +/),
    };
  }
  return {
    inSql(line) {
      // Most lines have no empty value, and are spared the rest.
      const isPlain = `not contains(${literal} || ${line} || ${literal}, ${quotedString(separator.repeat(2))})`;
      const split = `string_split(${line}, ${literal})`;
      const whole = `list_transform(${split}, lambda easel_value: case when easel_value = '' then '-' else easel_value end)`;
      const isClosed = `${count + 1} = len(${split}) and ends_with(${line}, ${literal})`;
      return `case when ${isPlain} then ${split} when ${isClosed} then (${whole})[:${count}] else ${whole} end`;
    },
    inText(line) {
      const values = line.split(separator).map((value) => (value === '' ? '-' : value));
      // Exchange ends its lines with a tab.
      return values.length === count + 1 && line.endsWith(separator) ? values.slice(0, -1) : values;
    },
  };
}

function quoted(separator: string): W3cSplitting {
  const plain = separator.replaceAll(/[\\^\]-]/g, '\\$&');
  const pattern = `"(?:[^"]|"")*"|[^${plain}"][^${plain}]*`;
  return {
    inSql: (line) => `regexp_extract_all(${line}, ${quotedString(pattern)})`,
    inText: (line) => line.match(new RegExp(pattern, 'g')) ?? [],
  };
}
