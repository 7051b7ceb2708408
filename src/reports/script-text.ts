import { countText } from './cell-text.ts';
import type { Script } from './define-report.ts';

/**
 * A script file: its head as comments, then one line a row. Windows PowerShell takes a file without a
 * byte order mark for Windows-1252, where a byte of another letter can be a quote that ends a string:
 * the mark is there for safety, not for looks.
 */
export function* scriptText(
  script: Script,
  asOf: string,
  lines: readonly (string | null)[],
  missing = 0,
): Generator<string> {
  const there = lines.filter((line) => line !== null);
  const without = lines.length - there.length;
  const head = [
    ...script.head,
    `As of ${asOf}; ${countText(there.length)} ${there.length === 1 ? 'line' : 'lines'}.`,
    ...(without > 0
      ? [`${countText(without)} more have names with control characters: look at those by hand.`]
      : []),
    ...(missing > 0
      ? [`${countText(missing)} more are not in the page this is from, but in the file beside it.`]
      : []),
  ];
  yield '\uFEFF';
  for (const line of head) yield `# ${line}\r\n`;
  yield '\r\n';
  for (const line of there) yield `${line}\r\n`;
}
