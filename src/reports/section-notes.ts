import type { Database } from '../duckdb/database.ts';
import type { Cell } from './columns.ts';
import { dimensions } from './dimensions.ts';
import { isFrame } from './frame/coverage-sections.ts';
import { noteText } from './note-text.ts';
import { leftOutWords, rowNoun } from './noun.ts';
import type { PreparedSection } from './prepare-report.ts';
import { figuresSql, withFacts } from './section-sql.ts';

/** What the filters of the command line did to a section, or did not, a sentence each. */
export function filterRemarks({ section, facts }: PreparedSection): string[] {
  const noun = facts.facts.counted?.noun ?? rowNoun;
  const leftOut = facts.unknown.flatMap(({ dimension, counts }) => {
    const count = counts.get(section) ?? 0;
    if (count === 0) return [];
    const { title } = dimensions[dimension];
    return `${leftOutWords(count, noun, title)} by the filter of the file.`;
  });
  if (facts.unmet.length === 0 || isFrame(facts.facts)) return leftOut;
  const flags = facts.unmet.map((dimension) => `--${dimension}`).join(' and ');
  return [...leftOut, `This section cannot obey ${flags}: it shows everything.`];
}

/** The notes of a section with their numbers, and what filters did to it, as the engine has its facts. */
export async function sectionNotes(db: Database, one: PreparedSection): Promise<string[]> {
  const { section, facts } = one;
  const notes = section.notes ?? [];
  const measures = Object.fromEntries(
    notes.flatMap((note, index) =>
      typeof note === 'string' ? [] : [[`note${index}`, { measure: note.measure, doc: '' }]],
    ),
  );
  const source = `select * from ${facts.relation}`;
  const isCounted = Object.keys(measures).length > 0;
  const [values = {}] = isCounted
    ? await db.rows(withFacts(source, figuresSql(facts.facts, measures)))
    : [];
  const own = notes.map((note, index) => noteText(note, (values[`note${index}`] ?? null) as Cell));
  return [...own.filter((text) => text !== ''), ...filterRemarks(one)];
}
