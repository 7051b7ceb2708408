import { explain, joinWords, listedCodes, type Explanation } from '../../parsers/codes/explain.ts';
import type { Code } from '../../parsers/codes/code.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { CommandModule, Context } from '../command.ts';

const examples = `
Examples:
  easel explain 449 86000C2B win32:64 Sync:3 event:3033
  easel explain "Support code: 0x80883001"
  easel explain "Log=V141_Hb480_S143_Error:PolicyRefresh_As:BlockedP_"

A number is explained as everything it can be; say which to be told less: http:401, status:110,
win32:64, event:1040, Ping:5, token:Hb.`;

const command: CommandModule = {
  summary: 'says what a status, code, log token, event or the text on the phone means',
  usesWarehouse: false,
  configure(declare) {
    declare.argument('<code...>', 'codes, names, pasted log text or whole sentences');
    declare.addHelpText('after', examples);
  },
  run(context, args, options) {
    const explanations = joinWords(args).flatMap(listedCodes).map(explain);
    const text =
      options['json'] === true
        ? `${JSON.stringify(explanations, null, 2)}\n`
        : explanations.map((one) => asText(one, context)).join('\n');
    context.stdout.write(text);
    const isAnyKnown = explanations.some(({ meanings }) => meanings.length > 0);
    return Promise.resolve(isAnyKnown ? 0 : 1);
  },
};
export default command;

const kindNames: Readonly<Record<Code['kind'], string>> = {
  http: 'HTTP status',
  substatus: 'IIS sub-status',
  win32: 'win32 status',
  status: 'ActiveSync status',
  support: 'support code',
  event: 'event',
  token: 'log token',
  error: 'error',
  access: 'access state',
  policy: 'policy status',
  wipe: 'wipe status',
  command: 'command',
  setting: 'setting',
  phrase: 'on the phone',
};

function asText({ input, meanings, suggestion }: Explanation, context: Context): string {
  const bold = (text: string): string =>
    context.color.stdout ? `\u001b[1m${text}\u001b[0m` : text;
  const head = bold(escapeValue(input));
  if (meanings.length === 0) {
    const near = suggestion === undefined ? '' : ` Did you mean ${escapeValue(suggestion)}?`;
    const ways =
      suggestion === undefined
        ? ' Give a code or a sentence as a log or a phone shows it: 449, 86000C2B,\n  win32:64, Sync:3, event:3033, "Support code: 0x80883001".'
        : '';
    return `${head}\n  Nothing is known of this.${near}${ways}\n`;
  }
  const width = Math.min(Math.max(context.stdout.columns ?? 100, 40), 120);
  return `${head}\n${meanings.map((code) => meaningOf(code, width)).join('')}`;
}

function meaningOf(code: Code, width: number): string {
  const name = code.name === undefined ? '' : ` ${code.name}`;
  const isPhrase = code.kind === 'phrase';
  const title = `${kindNames[code.kind]}${isPhrase ? '' : ` ${code.code}`}${isPhrase ? `: ${name.trim()}` : name}`;
  const lines = [`  ${escapeValue(title)}`, ...wrapped(code.meaning, '    ', width)];
  if (code.action !== undefined) {
    lines.push(...wrapped(`What to do: ${code.action}`, '    ', width));
  }
  return `${lines.join('\n')}\n`;
}

/** Words filled into lines of `width`; a longer word stands alone. */
function wrapped(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of escapeValue(text).split(' ')) {
    const longer = line === indent ? indent + word : `${line} ${word}`;
    if (longer.length > width && line !== indent) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
