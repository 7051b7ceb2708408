import { quotedIdentifier } from '../duckdb/sql-text.ts';
import type { Join } from './ast.ts';
import type { Plan } from './plan.ts';
import type { Scope } from './scope.ts';
import { Stage } from './stage.ts';
import type { Value } from './value.ts';

/** How the inputs are put together: the kinds of joins and their conditions, in order. */
export interface PlannedJoin {
  readonly kind: Join['kind'];
  readonly on: Value | undefined;
}

/** The FROM of a plan: one input or several joined, numbered where their order counts. */
export class InputSql {
  readonly #plan: Plan;
  readonly #scope: Scope;
  readonly #joins: readonly PlannedJoin[];
  readonly #ordered: boolean;
  readonly #prefix: string;

  constructor(
    plan: Plan,
    scope: Scope,
    joins: readonly PlannedJoin[],
    { ordered, prefix }: { readonly ordered: boolean; readonly prefix: string },
  ) {
    this.#plan = plan;
    this.#scope = scope;
    this.#joins = joins;
    this.#ordered = ordered;
    this.#prefix = prefix;
  }

  /** The input as a stage, and SQL that puts its rows into the order of the input. */
  stage(): { readonly stage: Stage; readonly position: readonly string[] } {
    const needsRow = needsRowNumber(this.#plan);
    const needsPosition = this.#ordered && this.#needsPosition();
    const single = this.#scope.inputs.length === 1;
    const source = single ? this.#scope.inputs[0]?.source : undefined;
    const order = source?.order ?? [];
    const from = single ? this.#relation(needsPosition || needsRow) : this.#joined();
    const stage = new Stage(from, new Map(), (value) => this.#leaf(value));
    if (needsRow || (needsPosition && order.length === 0)) {
      const by = order.map((name) => quotedIdentifier(name)).join(', ');
      const over = by === '' ? '' : `order by ${by}`;
      stage.wrap([`row_number() over (${over}) as ${this.#prefix}in`]);
    }
    const position =
      order.length > 0 && !needsRow
        ? order.map((name) => quotedIdentifier(name))
        : [`${this.#prefix}in`];
    return { stage, position };
  }

  #leaf({ special }: Value): string | undefined {
    if (special?.kind === 'in-row') return `${this.#prefix}in`;
    if (special?.kind !== 'field') return undefined;
    return this.#scope.inputs.length === 1
      ? quotedIdentifier(special.name)
      : this.#joinedName(special.input, special.name);
  }

  #relation(withOrder: boolean): string {
    const source = this.#scope.inputs[0]?.source;
    if (!source) return '(select 1)';
    const used = this.#scope.usedFields(0);
    const further = withOrder ? (source.order ?? []).filter((name) => !used.includes(name)) : [];
    return source.relation([...used, ...further]);
  }

  #joinedName(input: number, name: string): string {
    return quotedIdentifier(`${this.#prefix}${input + 1}.${name}`);
  }

  #joined(): string {
    const alias = (input: number): string => `${this.#prefix}i${input + 1}`;
    const columns: string[] = [];
    const fields = new Stage('', new Map(), ({ special }) =>
      special?.kind === 'field'
        ? `${alias(special.input)}.${quotedIdentifier(special.name)}`
        : undefined,
    );
    let from = '';
    for (const [input, { source }] of this.#scope.inputs.entries()) {
      const used = this.#scope.usedFields(input);
      for (const name of used) {
        const column = `${alias(input)}.${quotedIdentifier(name)}`;
        columns.push(`${column} as ${this.#joinedName(input, name)}`);
      }
      const relation = `${source.relation(used)} as ${alias(input)}`;
      const join = this.#joins[input - 1];
      if (input === 0 || !join) from = relation;
      else {
        const on = join.on ? ` on ${fields.render(join.on)}` : '';
        from += ` ${join.kind.toLowerCase()} join ${relation}${on}`;
      }
    }
    return `(select ${columns.length === 0 ? '1' : columns.join(', ')} from ${from})`;
  }

  /** Whether the order of the input decides anything about the result. */
  #needsPosition(): boolean {
    const { columns, order, distinct, keys } = this.#plan;
    if (keys) return keys.length > 0 && order.length === 0;
    if (distinct) return order.length === 0;
    if (order.length === 0) return isScrambled(this.#plan, this.#scope);
    const isOrdered = new Set(order.map(({ column }) => column)).size === columns.length;
    return !isOrdered || columns.some(({ value }) => value.uses.outRow);
  }
}

function needsRowNumber({ columns, where, having, keys }: Plan): boolean {
  const all = [...columns.map(({ value }) => value), ...(keys ?? [])];
  return [...all, where, having].some((value) => value?.uses.inRow);
}

/** Whether a window has put the rows into another order than the input's. */
export function isScrambled(plan: Plan, scope: Scope): boolean {
  const { columns, where } = plan;
  const ordered = scope.inputs.some(({ source }) => (source.order ?? []).length > 0);
  return (
    [...columns.map(({ value }) => value), where].some((value) => value?.uses.window) ||
    (ordered && needsRowNumber(plan))
  );
}
