import type { CommandLine } from './command-line.ts';
import { parseQuery } from './parser.ts';
import type { NamedQuery } from './run-query-text.ts';
import type { RunWorld } from './run-world.ts';
import { QueryRun } from './run.ts';

/** `-queryInfo`: what would be run, without running it. */
export async function queryInfo(
  text: NamedQuery,
  line: CommandLine,
  world: RunWorld,
): Promise<number> {
  const query = parseQuery(text.text, text.name);
  const run = new QueryRun(query, line, world);
  try {
    const { translation, choice, formats } = await run.prepare();
    const kinds = { date: ' (date)', time: ' (time)', full: '' };
    const columns = translation.columns.map(
      ({ name, type, kind }) => `  ${name}: ${type}${kind === undefined ? '' : kinds[kind]}`,
    );
    const used = translation.usedFields.map(
      ({ source, fields }) =>
        `  ${source.name}: ${fields.length === 0 ? '(none)' : fields.join(', ')}`,
    );
    const info = [
      'Query:',
      indented(text.text.trim()),
      '',
      'Formats selected:',
      `  Input format:  ${formats.length === 0 ? 'warehouse' : [...new Set(formats)].join(', ')}`,
      `  Output format: ${choice.listing.name}`,
      '',
      'Fields read:',
      ...used,
      '',
      'Query fields:',
      ...columns,
      '',
      'DuckDB SQL:',
      indented(translation.sql),
      '',
    ];
    world.stdout.write(info.join('\n'));
    return 0;
  } finally {
    await run.dispose();
  }
}

function indented(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `  ${line}`)
    .join('\n');
}
