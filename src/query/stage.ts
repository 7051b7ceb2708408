import type { Value } from './value.ts';

// A sub-expression used more than once gets a column of its own from this length on, and any
// expression from this depth on: DuckDB shares nothing across the branches of a CASE, and takes
// cubic time on deeply nested calls.
const longEnough = 32;
const deepest = 30;
const longest = 20_000;

/**
 * A relation in the making: a FROM text, a pending WHERE, and the columns that values have there.
 * Rendering a value gives its SQL over that relation.
 */
export class Stage {
  from: string;
  where: string | undefined;
  readonly #columns: Map<Value, string>;
  readonly #leaf: (value: Value) => string | undefined;
  readonly #rendered = new Map<Value, string>();

  constructor(
    from: string,
    columns: ReadonlyMap<Value, string>,
    leaf: (value: Value) => string | undefined = () => undefined,
  ) {
    this.from = from;
    this.#columns = new Map(columns);
    this.#leaf = leaf;
  }

  #column(value: Value): string | undefined {
    return this.#columns.get(value) ?? this.#leaf(value);
  }

  render(value: Value): string {
    const column = this.#column(value);
    if (column !== undefined) return column;
    const known = this.#rendered.get(value);
    if (known !== undefined) return known;
    const sql = value.sql(value.operands.map((operand) => this.render(operand)));
    this.#rendered.set(value, sql);
    return sql;
  }

  /** `from ... where ...` as it stands. */
  get source(): string {
    return this.where === undefined ? `from ${this.from}` : `from ${this.from} where ${this.where}`;
  }

  /** Puts the stage so far into brackets, with further columns. */
  wrap(columns: readonly string[]): void {
    this.from = `(select ${['*', ...columns].join(', ')} ${this.source})`;
    this.where = undefined;
    this.#rendered.clear();
  }

  /**
   * Gives columns to the parts of `roots` that several users share or one reads over and over, that lie
   * too deep or that need a SELECT of their own, layer by layer.
   */
  settle(roots: readonly Value[], newName: () => string): void {
    for (const layer of this.#layers(roots)) {
      const named = layer.map((value) => ({ value, name: newName() }));
      this.wrap(named.map(({ value, name }) => `${this.render(value)} as ${name}`));
      for (const { value, name } of named) this.#columns.set(value, name);
    }
  }

  #layers(roots: readonly Value[]): Value[][] {
    const order = this.#inOrder(roots);
    const uses = countUses(order, roots);
    const repeated = new Set(
      order.flatMap(({ value }) => (value.repeats ? [...value.operands] : [])),
    );
    const measures = new Map<Value, Measure>();
    const layers: Value[][] = [];
    for (const { value, occurrences, own } of order) {
      const measure = { length: own, depth: 0, level: 0 };
      for (const [i, operand] of value.operands.entries()) {
        const inner = measures.get(operand);
        if (!inner) continue;
        measure.length += (occurrences[i] ?? 0) * inner.length;
        measure.depth = Math.max(measure.depth, inner.depth);
        measure.level = Math.max(measure.level, inner.level);
      }
      measure.depth++;
      measures.set(value, measure);
      const used = uses.get(value) ?? 0;
      const isLet =
        value.window ||
        (repeated.has(value) && value.constant === undefined) ||
        (used > 1 && measure.length >= longEnough) ||
        measure.depth >= deepest ||
        (measure.length > longest && value.type !== 'CONDITION');
      if (!isLet || (roots.includes(value) && !value.window && used <= 1)) continue;
      if (value.type === 'CONDITION' && !value.window && measure.depth < deepest) continue;
      (layers[measure.level] ??= []).push(value);
      measures.set(value, { length: 6, depth: 0, level: measure.level + 1 });
    }
    return layers.filter((layer) => layer.length > 0);
  }

  /** Every value below the roots that has no column yet, operands before their users. */
  #inOrder(roots: readonly Value[]): Template[] {
    const found: Template[] = [];
    const seen = new Set<Value>();
    // An own stack: an alias chain of thousands must not exhaust the machine's.
    const open: { value: Value; done: boolean }[] = roots
      .toReversed()
      .map((value) => ({ value, done: false }));
    for (let next = open.pop(); next; next = open.pop()) {
      const { value, done } = next;
      if (done) {
        found.push(templateOf(value));
        continue;
      }
      if (seen.has(value) || this.#column(value) !== undefined) continue;
      seen.add(value);
      open.push({ value, done: true });
      for (const operand of value.operands) open.push({ value: operand, done: false });
    }
    return found;
  }
}

interface Measure {
  readonly length: number;
  readonly depth: number;
  /** The layer its columns can stand in. */
  readonly level: number;
}

interface Template {
  readonly value: Value;
  /** How often each operand stands in the value's SQL. */
  readonly occurrences: readonly number[];
  readonly own: number;
}

const mark = '\u0001';

function templateOf(value: Value): Template {
  if (value.operands.length === 0) return { value, occurrences: [], own: value.sql([]).length };
  const text = value.sql(value.operands.map((_, i) => `${mark}${i}${mark}`));
  const occurrences = value.operands.map(() => 0);
  const parts = text.split(mark);
  for (let i = 1; i < parts.length; i += 2) {
    const operand = Number(parts[i]);
    occurrences[operand] = (occurrences[operand] ?? 0) + 1;
  }
  return { value, occurrences, own: text.length };
}

function countUses(order: readonly Template[], roots: readonly Value[]): Map<Value, number> {
  const uses = new Map<Value, number>();
  const add = (value: Value, count: number): void => {
    uses.set(value, (uses.get(value) ?? 0) + count);
  };
  for (const root of roots) add(root, 1);
  for (const { value, occurrences } of order) {
    for (const [i, operand] of value.operands.entries()) add(operand, occurrences[i] ?? 0);
  }
  return uses;
}
