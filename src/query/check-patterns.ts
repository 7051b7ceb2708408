import type { Database } from '../duckdb/database.ts';
import type { Translation } from './translate.ts';

/** Has the engine look at the regular expressions of a query, to name a wrong one and its place. */
export async function checkPatterns(
  database: Database,
  { patterns }: Pick<Translation, 'patterns'>,
): Promise<void> {
  for (const [pattern, errorAt] of patterns) {
    try {
      await database.value("select regexp_matches('', $pattern)", { pattern });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const why = text.replace(/^Invalid Input Error: /, '');
      throw errorAt(`the regular expression is wrong: ${why}`, hintFor(why));
    }
  }
}

function hintFor(why: string): string | undefined {
  if (/\(\?<?[=!]|escape sequence: \\[1-9]/.test(why)) {
    return 'RE2 has no look-arounds and no back-references';
  }
  if (why.endsWith('(?<')) {
    return 'a group gets its name by (?P<name>...); RE2 has no look-behinds';
  }
  return undefined;
}
