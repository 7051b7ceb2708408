import { nearest } from '../support/suggest.ts';
import type { Source, SourceField } from './source.ts';
import type { Value, Values } from './value.ts';

/** One input of a FROM clause. */
export interface ScopeInput {
  readonly source: Source;
  readonly alias: string | undefined;
}

interface FoundField {
  readonly input: number;
  readonly field: SourceField;
}

/** The fields a query can name, and which of them it did. */
export class Scope {
  readonly inputs: readonly ScopeInput[];
  readonly #byName = new Map<string, FoundField[]>();
  readonly #used: Set<string>[];

  constructor(inputs: readonly ScopeInput[]) {
    this.inputs = inputs;
    this.#used = inputs.map(() => new Set<string>());
    for (const [input, { source, alias }] of inputs.entries()) {
      for (const field of source.fields) {
        this.#add(field.name, { input, field });
        if (alias !== undefined) this.#add(`${alias}.${field.name}`, { input, field });
      }
    }
  }

  #add(name: string, found: FoundField): void {
    const key = name.toLowerCase();
    const known = this.#byName.get(key);
    if (known) known.push(found);
    else this.#byName.set(key, [found]);
  }

  /** The fields of that name: several where inputs are joined. */
  find(name: string): readonly FoundField[] {
    const found = this.#byName.get(name.toLowerCase()) ?? [];
    // Two columns of one input that differ in case only: the first.
    return found.filter(({ input }, i) => found.findIndex((other) => other.input === input) === i);
  }

  all(): FoundField[] {
    return this.inputs.flatMap(({ source }, input) =>
      source.fields.map((field) => ({ input, field })),
    );
  }

  closest(name: string): string | undefined {
    return nearest(
      name,
      this.inputs.flatMap(({ source }) => source.fields.map((field) => field.name)),
    );
  }

  value(values: Values, { input, field }: FoundField): Value {
    this.#used[input]?.add(field.name);
    return values.make({
      key: `field:${input}:${field.name}`,
      type: field.type,
      kind: field.kind ?? 'full',
      nullable: true,
      special: { kind: 'field', input, name: field.name },
      sql: () => '',
    });
  }

  /** The fields of an input that were named, in its own order. */
  usedFields(input: number): string[] {
    const used = this.#used[input];
    const fields = this.inputs[input]?.source.fields ?? [];
    return fields.map(({ name }) => name).filter((name) => used?.has(name));
  }
}
