import { globalOptions } from './global-options.ts';
import { listVerbs, loadCommand } from './verbs.ts';

/** What `easel --help` prints. */
export async function topHelp(): Promise<string> {
  const verbs = listVerbs();
  const commands = await Promise.all(
    verbs.map(async (verb) => [verb, (await loadCommand(verb)).summary] as const),
  );
  const flags = Object.values(globalOptions).map(({ flags, doc }) => [flags, doc] as const);
  return `easel turns Exchange ActiveSync and mobile device logs into answers:
logs in, a DuckDB warehouse in the middle, filterable HTML reports out.

Usage: easel <command> [arguments] [flags]

Commands:
${rows(commands)}

Flags of every command:
${rows(flags)}

Examples:
  easel demo                              a believable fleet and its reports, to look around
  easel ingest \\\\fileserver\\iislogs       load every log below a folder
  easel report --out reports              render all reports
  easel sql 'select count(*) from requests'

easel <command> --help says more about one command.
`;
}

function rows(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(...entries.map(([left]) => left.length));
  return entries.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
