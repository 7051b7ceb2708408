/** A CTE that is computed by itself, before the CTEs that read it. */
export interface FactStep {
  readonly name: string;
  /** Its SELECT, with the CTEs before it. */
  readonly sql: string;
}

interface Cte {
  readonly name: string;
  readonly isStep: boolean;
  /** `name as (...)` in whole. */
  text: string;
  readonly body: string[];
}

const opening = /^(?:with )?(\w+) as (not materialized |materialized )?\($/;

/**
 * Takes a SELECT apart whose CTEs say `as materialized`: each of these is a step of its own, and the rest
 * reads it from the table `tableOf` names. The engine would begin with all of them at a time, and share
 * its memory among them: what does not fit is written to disk and read again.
 *
 * CTEs are found by their lines, as our files are laid out: `name as (` to `)`, both unindented. A SELECT
 * that is laid out otherwise has no steps.
 */
export function factSteps(
  sql: string,
  tableOf: (name: string) => string,
): { steps: FactStep[]; rest: string } {
  const whole = { steps: [], rest: sql };
  const lines = sql.split('\n');
  const start = lines.findIndex((line) => /^with \w/.test(line));
  if (start < 0) return whole;
  const ctes: Cte[] = [];
  let at = start;
  for (let isLast = false; !isLast;) {
    while (lines[at]?.startsWith('--') === true) at++;
    const [, name, kind] = opening.exec(lines[at] ?? '') ?? [];
    const end = lines.findIndex((line, i) => i > at && (line === ')' || line === '),'));
    if (name === undefined || end < 0) return whole;
    const body = lines.slice(at + 1, end);
    if (body.some((line) => /^\S/.test(line))) return whole;
    const text = `${name} as ${kind ?? ''}(\n${body.join('\n')}\n)`;
    ctes.push({ name, isStep: kind === 'materialized ', text, body });
    isLast = lines[end] === ')';
    at = end + 1;
  }
  const steps: FactStep[] = [];
  for (const [i, cte] of ctes.entries()) {
    if (!cte.isStep) continue;
    steps.push({ name: cte.name, sql: withCtes(ctes.slice(0, i), cte.body.join('\n')) });
    // The engine would copy what is read twice.
    cte.text = `${cte.name} as not materialized (from ${tableOf(cte.name)})`;
  }
  return { steps, rest: withCtes(ctes, lines.slice(at).join('\n')) };
}

function withCtes(ctes: readonly Cte[], select: string): string {
  if (ctes.length === 0) return select;
  return `with ${ctes.map(({ text }) => text).join(',\n')}\n${select}`;
}
