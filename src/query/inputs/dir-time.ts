import type { Header, LineFormat } from '../../parsers/format.ts';

const directiveTime = /^#\s*(?:Start-)?Date\s*:.*?\b((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)\b/i;

/**
 * `-dirTime:ON`: a format whose lines without a time have that of the `#Date` above them. It is part of their
 * schema, so that lines under another `#Date` are another stretch.
 */
export function dirTimeFormat(format: LineFormat): LineFormat {
  return {
    ...format,
    directive(line, before) {
      const header = format.directive?.(line, before) ?? null;
      const time = directiveTime.exec(line)?.[1];
      return header === null || time === undefined ? header : { ...header, time };
    },
    schema(header: Header) {
      const schema = format.schema(header);
      const { time } = header;
      if (schema === null || time === undefined) return schema;
      if (schema.columns.some(({ type }) => type === 'TIME')) return schema;
      return { ...schema, key: `${schema.key} ${time}`, timeFromHeader: time };
    },
  };
}
