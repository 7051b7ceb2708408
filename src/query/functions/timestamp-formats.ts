import type { CallContext } from '../function-row.ts';
import { parseFormat, type FormatPiece } from '../timestamp-format.ts';
import type { Value } from '../value.ts';

const longestFormat = 200;

/** The pieces of a constant format; a longer one than any person writes would exhaust DuckDB. */
export function formatOf(call: CallContext, format: Value): FormatPiece[] {
  const text = String(format.constant);
  if (text.length <= longestFormat) return parseFormat(text);
  throw call.error(
    'format-too-long',
    `the timestamp format has more than ${longestFormat} characters`,
    1,
  );
}
