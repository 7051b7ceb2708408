import type { Entity, FromItem, Query } from './ast.ts';
import { generate, type Generated } from './generate.ts';
import type { PlannedJoin } from './generate-input.ts';
import { planQuery } from './plan.ts';
import { positionOf, QueryError } from './query-error.ts';
import type { Session } from './name-resolver.ts';
import { Resolver, type NestedQuery } from './resolver.ts';
import { Scope, type ScopeInput } from './scope.ts';
import type { Source, TimestampKind, ValueType } from './source.ts';
import { Values } from './value.ts';
import { isZone } from './zone.ts';

export interface TranslateOptions {
  /** The input behind one FROM entity; `fromEntities` names them all beforehand. */
  resolveFrom(entity: Entity): Source;
  /** The zone of TO_LOCALTIME and TO_UTCTIME, an IANA name. */
  readonly tz: string;
  /** What SYSTEM_TIMESTAMP() gives. */
  readonly now: Date;
  /** Refuses what Log Parser did not know. */
  readonly strictDialect?: boolean;
  /** What COMPUTER_NAME() gives. */
  readonly computerName?: string;
  /** Refuses REVERSEDNS. */
  readonly offline?: boolean;
}

export interface OutputColumn {
  readonly name: string;
  /** The column's name in the SQL: the same, made unique. */
  readonly sqlName: string;
  readonly type: ValueType;
  /** Of TIMESTAMP columns; their SQL types are TIMESTAMP, DATE and TIME. */
  readonly kind?: TimestampKind;
}

export interface Translation {
  /** Statements to run on the same connection first: temporary macros the SQL calls. */
  readonly prelude: readonly string[];
  /** One SELECT; its columns are in the order of `columns`, under unique names. */
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  /** The fields asked of each input. */
  readonly usedFields: readonly { readonly source: Source; readonly fields: readonly string[] }[];
  readonly into: Entity | undefined;
  readonly warnings: readonly string[];
  /** Scalar functions the SQL calls that have to be registered first: `registerRuntimeFunctions`. */
  readonly runtimeFunctions: readonly string[];
  /** Regular expressions for `checkPatterns`, each with the error where the engine refuses it. */
  readonly patterns: ReadonlyMap<string, (message: string, hint?: string) => QueryError>;
}

/** Turns a parsed query into one DuckDB SELECT. Throws `QueryError`. */
export function translate(query: Query, options: TranslateOptions): Translation {
  const [extension] = query.extensions;
  if (options.strictDialect && extension) {
    throw new QueryError('strict-dialect', `Log Parser 2.2 does not know ${extension.name}`, {
      family: 'Syntax Error',
      position: positionOf(query.source, extension.span),
      hint: 'leave --strict-dialect out',
    });
  }
  if (!isZone(options.tz)) {
    throw new QueryError('unknown-zone', `unknown time zone '${options.tz}'`, {
      hint: 'write an IANA name: Europe/Paris',
    });
  }
  try {
    return new Translator(options).translate(query);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Aliases can nest expressions deeper than their text does.
    throw new QueryError('too-deep', 'the expressions of the query are nested too deeply', {
      position: positionOf(query.source, query.span),
    });
  }
}

class Translator {
  readonly #options: TranslateOptions;
  readonly #session: Session;
  readonly #used: { source: Source; fields: string[] }[] = [];
  /** WITH queries in order, as `name as (sql)`. */
  readonly #named: string[] = [];

  constructor(options: TranslateOptions) {
    this.#options = options;
    this.#session = {
      tz: options.tz,
      now: options.now,
      computerName: options.computerName ?? 'localhost',
      offline: options.offline ?? false,
      strict: options.strictDialect ?? false,
      usualDay: undefined,
      definitions: new Map(),
      runtimeFunctions: new Set(),
      patterns: new Map(),
      warnings: [],
    };
  }

  translate(query: Query): Translation {
    const { sql, columns } = this.#query(query, new Map(), undefined, { ordered: true });
    const named = this.#named.length === 0 ? '' : `with ${this.#named.join(', ')} `;
    const { definitions, runtimeFunctions, patterns, warnings } = this.#session;
    return {
      prelude: [...definitions.values()],
      sql: `${named}${sql}`,
      columns: columns.map(({ name, sqlName, value }) => ({
        name,
        sqlName,
        type: value.type === 'NULL' || value.type === 'CONDITION' ? 'STRING' : value.type,
        ...(value.type === 'TIMESTAMP' ? { kind: value.kind } : {}),
      })),
      usedFields: this.#used,
      into: query.into,
      warnings,
      runtimeFunctions: [...runtimeFunctions],
      patterns,
    };
  }

  #query(
    query: Query,
    outerNames: ReadonlyMap<string, Source>,
    outerInput: Source | undefined,
    options: { ordered: boolean; columnNames?: (index: number) => string },
  ): Generated {
    const names = new Map(outerNames);
    for (const { name, query: inner } of query.with) {
      names.set(name.name.toLowerCase(), this.#withSource(name.name, inner, names));
    }
    const items = query.from ? [query.from.first, ...query.from.joins.map(({ item }) => item)] : [];
    const inputs: ScopeInput[] = items.map((item) => ({
      source: this.#source(item, names),
      alias: item.alias?.name ?? nameOf(item, names),
    }));
    if (inputs.length === 0 && outerInput) inputs.push({ source: outerInput, alias: undefined });
    const scope = new Scope(inputs);
    const values = new Values();
    const nested = (inner: Query): NestedQuery => this.#nested(inner, names, inputs[0]?.source);
    const resolver = new Resolver(query, scope, values, this.#session, nested);
    const plan = planQuery(query, resolver);
    const joins: PlannedJoin[] = (query.from?.joins ?? []).map(({ kind, on }) => ({
      kind,
      on: on && resolver.condition(on, false),
    }));
    const generated = generate(plan, scope, joins, options);
    for (const [i, { source }] of inputs.entries()) {
      this.#used.push({ source, fields: scope.usedFields(i) });
    }
    return generated;
  }

  #source(item: FromItem, names: ReadonlyMap<string, Source>): Source {
    if (item.kind === 'subquery') return this.#subquerySource(item.query, names);
    const [entry] = item.entries;
    const named =
      item.entries.length === 1 ? names.get(entry?.text.toLowerCase() ?? '') : undefined;
    if (named !== undefined) return named;
    const source = this.#options.resolveFrom(item);
    this.#session.usualDay ??= source.usualDay;
    return source;
  }

  #subquerySource(query: Query, names: ReadonlyMap<string, Source>): Source {
    const generated = this.#query(query, names, undefined, { ordered: true });
    return sourceOf('sub-query', generated, `(${generated.sql})`);
  }

  /** A WITH query stands once, however often it is named. */
  #withSource(name: string, query: Query, names: ReadonlyMap<string, Source>): Source {
    const generated = this.#query(query, names, undefined, { ordered: true });
    const sqlName = `_q${this.#named.length + 1}`;
    this.#named.push(`${sqlName} as (${generated.sql})`);
    return sourceOf(name, generated, sqlName);
  }

  #nested(
    query: Query,
    names: ReadonlyMap<string, Source>,
    outerInput: Source | undefined,
  ): NestedQuery {
    const generated = this.#query(query, names, outerInput, {
      ordered: false,
      columnNames: (i) => `_n${i + 1}`,
    });
    return {
      sql: generated.sql,
      columns: generated.columns.map(({ value, sqlType }) => ({
        type: value.type,
        kind: value.kind,
        sqlType,
      })),
    };
  }
}

function nameOf(item: FromItem, names: ReadonlyMap<string, Source>): string | undefined {
  if (item.kind === 'subquery') return undefined;
  const [entry] = item.entries;
  return entry && names.has(entry.text.toLowerCase()) ? entry.text : undefined;
}

function sourceOf(name: string, { columns }: Generated, relation: string): Source {
  return {
    name,
    fields: columns.map(({ sqlName, value }) => ({
      name: sqlName,
      type: value.type === 'NULL' || value.type === 'CONDITION' ? 'STRING' : value.type,
      ...(value.type === 'TIMESTAMP' ? { kind: value.kind } : {}),
    })),
    relation: () => relation,
  };
}
