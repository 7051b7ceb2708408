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
  checkPattern(call, written);
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

// DuckDB would name the fault too, but not where in the query it stands.
function checkPattern(call: CallContext, pattern: string): void {
  if (/\\[1-9]|\(\?[=!]|\(\?<[=!]/.test(pattern)) {
    throw call.error(
      'regular-expression',
      'the regular expression uses a back-reference or a look-around, which RE2 does not have',
      1,
    );
  }
  try {
    new RegExp(pattern.replace(/^\(\?[a-z]+\)/, ''), 'u');
  } catch {
    try {
      new RegExp(pattern.replace(/^\(\?[a-z]+\)/, '').replaceAll('(?P<', '(?<'));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw call.error('regular-expression', `the regular expression is wrong: ${why}`, 1);
    }
  }
}

function checkGroup(call: CallContext, pattern: string, group: number): void {
  const groups = pattern.replace(/\\./g, '').match(/\((?!\?)|\(\?P?</g)?.length ?? 0;
  if (group < 0 || group > groups || group > 9) {
    throw call.error('regular-expression', `the regular expression has no group ${group}`, 2);
  }
}
