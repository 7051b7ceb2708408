import { quotedString } from '../../duckdb/sql-text.ts';
import { win32Codes } from '../../parsers/codes/win32.ts';
import { constantValue, type CallContext } from '../function-row.ts';
import { isConstant, type Value } from '../value.ts';

// Codes of Log Parser queries that `easel explain` has nothing to say about.
const further: readonly (readonly [string, string])[] = [
  ['109', 'The pipe has ended.'],
  ['231', 'Every instance of the pipe is in use.'],
  ['536', 'A process has yet to open the other end of the pipe.'],
];
const descriptions = new Map<string, string>([
  ...further,
  ...win32Codes.map(({ code, meaning }) => [code, meaning] as const),
]);

export function win32ErrorDescription(call: CallContext, args: readonly Value[]): Value {
  const [code] = args as [Value];
  if (isConstant(code)) {
    const text = descriptions.get(String(code.constant)) ?? null;
    return constantValue(call.values, 'STRING', text);
  }
  call.define('easel_win32_error', () => {
    const branches = [...descriptions].map(
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
