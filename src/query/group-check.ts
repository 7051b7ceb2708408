import type { Value } from './value.ts';

/** Which values a grouped query may show: built from its keys, aggregates and constants. */
export class GroupCheck {
  readonly #keys: ReadonlySet<Value>;
  readonly #ordered: readonly Value[];
  readonly #rollup: boolean;
  readonly #known = new Map<Value, string | undefined>();

  constructor(keys: ReadonlySet<Value>, rollup: boolean) {
    this.#keys = keys;
    this.#ordered = [...keys];
    this.#rollup = rollup;
  }

  /** What stands in the way, by name, or undefined. */
  faultOf(value: Value): string | undefined {
    if (this.#keys.has(value)) return undefined;
    if (this.#known.has(value)) return this.#known.get(value);
    const fault = this.#find(value);
    this.#known.set(value, fault);
    return fault;
  }

  #find(value: Value): string | undefined {
    const { special } = value;
    if (special?.kind === 'field') return special.name;
    if (special?.kind === 'in-row') return 'IN_ROW_NUMBER()';
    if (special?.kind === 'aggregate') {
      const { name, args, on } = special.aggregate;
      if (name === 'GROUPING') {
        const [key] = args;
        return this.#rollup && key && this.#keys.has(key) ? undefined : 'GROUPING';
      }
      const inOrder = on?.every((item, i) => this.#ordered[i] === item) ?? true;
      return inOrder ? undefined : 'ON';
    }
    if (special?.kind === 'hash-sequence') {
      const [text] = value.operands;
      return text && this.faultOf(text);
    }
    for (const operand of value.operands) {
      const fault = this.faultOf(operand);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
}
