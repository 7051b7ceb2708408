import { constantValue, type CallContext } from '../function-row.ts';
import { quotedString } from '../../duckdb/sql-text.ts';
import { isConstant, type Value } from '../value.ts';
import { win32Errors } from './win32-errors.ts';

export function win32ErrorDescription(call: CallContext, args: readonly Value[]): Value {
  const [code] = args as [Value];
  if (isConstant(code)) {
    return constantValue(call.values, 'STRING', win32Errors[String(code.constant)] ?? null);
  }
  call.define('easel_win32_error', () => {
    const branches = Object.entries(win32Errors).map(
      ([number, text]) => `when ${number} then ${quotedString(text)}`,
    );
    return `create or replace temp macro easel_win32_error(code) as case code ${branches.join(' ')} end`;
  });
  return call.values.make({
    key: 'win32-error',
    type: 'STRING',
    operands: [code],
    nullable: true,
    sql: ([x = '']) => `easel_win32_error(${x})`,
  });
}
