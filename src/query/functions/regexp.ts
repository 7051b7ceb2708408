import { quotedString } from '../../duckdb/sql-text.ts';
import type { CallContext } from '../function-row.ts';
import { isConstant, type Value } from '../value.ts';

/** The REGEXP functions: RE2, case-sensitive unless the pattern begins with (?i). */
export function regexp(
  call: CallContext,
  args: readonly Value[],
  what: 'match' | 'extract' | 'replace',
): Value {
  const [text, pattern, third] = args as [Value, Value, Value | undefined];
  const written = String(pattern.constant);
  call.needPattern(written, 1);
  const quoted = quotedString(written);
  if (what === 'match') {
    return call.values.make({
      key: `regexp-match:${written}`,
      type: 'INTEGER',
      operands: [text],
      sql: ([t = '']) => `regexp_matches(${t}, ${quoted})::bigint`,
    });
  }
  if (what === 'extract') {
    const group = third && isConstant(third) ? String(third.constant) : '0';
    checkGroup(call, written, Number(group));
    return call.values.make({
      key: `regexp-extract:${group}:${written}`,
      type: 'STRING',
      operands: [text],
      nullable: true,
      sql: ([t = '']) =>
        `case when regexp_matches(${t}, ${quoted}) then regexp_extract(${t}, ${quoted}, ${group}) end`,
    });
  }
  return call.values.make({
    key: `regexp-replace:${written}`,
    type: 'STRING',
    operands: third ? [text, third] : [text],
    sql: ([t = '', replacement = "''"]) => `regexp_replace(${t}, ${quoted}, ${replacement}, 'g')`,
  });
}

function checkGroup(call: CallContext, pattern: string, group: number): void {
  const groups = pattern.replace(/\\./g, '').match(/\((?!\?)|\(\?P?</g)?.length ?? 0;
  if (group < 0 || group > groups || group > 9) {
    throw call.error('regular-expression', `the regular expression has no group ${group}`, 2);
  }
}
