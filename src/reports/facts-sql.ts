import { quotedString } from '../duckdb/sql-text.ts';
import type { Bindings } from '../duckdb/database.ts';
import type { Facts } from './define-report.ts';
import { dimensionNames, type DimensionName } from './dimensions.ts';
import { filterPredicate, type Filters } from './filter-predicate.ts';
import { lookedUp } from './lookups.ts';
import { identifierSql } from './sql-fragments.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** What a report is rendered for; times are UTC as `YYYY-MM-DD HH:MM:SS[.ffffff]`. */
export interface ReportParameters {
  readonly since: string;
  /** Exclusive. */
  readonly until: string;
  readonly asOf: string;
  readonly tz: string;
  readonly probes: boolean;
  /** Whether `period_scale` says that the period is big. */
  readonly big: boolean;
}

// Strings and comments are skipped, so a `$` inside them is text.
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-z_]+)/g;

function literals(parameters: ReportParameters): Record<string, string> {
  return {
    since: `timestamp ${quotedString(parameters.since)}`,
    until: `timestamp ${quotedString(parameters.until)}`,
    as_of: `timestamp ${quotedString(parameters.asOf)}`,
    tz: quotedString(parameters.tz),
    ...booleans(parameters),
  };
}

/** As literals also where the rest is bound: what they leave out of a SELECT costs nothing then. */
function booleans({ probes, big }: ReportParameters): Record<string, string> {
  return { probes: String(probes), big: String(big) };
}

/** The SELECT with its literals filled in: what `copy SQL` gives. */
export function withLiterals(sql: string, parameters: ReportParameters): string {
  const values = literals(parameters);
  return sql.replace(tokens, (token, parameter: string | undefined) => {
    if (parameter === undefined) return token;
    const value = values[parameter];
    if (value === undefined) throw new Error(`unknown parameter $${parameter}`);
    return value;
  });
}

/** The bindings of the parameters that the SELECT names, and the SELECT with their types. */
export function bound(
  sql: string,
  parameters: ReportParameters,
): { sql: string; bindings: Bindings } {
  const all: Record<string, string> = {
    since: parameters.since,
    until: parameters.until,
    as_of: parameters.asOf,
    tz: parameters.tz,
  };
  const literal = booleans(parameters);
  const bindings: Record<string, string> = {};
  const typed = sql.replace(tokens, (token, parameter: string | undefined) => {
    if (parameter === undefined) return token;
    if (literal[parameter] !== undefined) return literal[parameter];
    const value = all[parameter];
    if (value === undefined) throw new Error(`unknown parameter $${parameter}`);
    bindings[parameter] = value;
    return ['since', 'until', 'as_of'].includes(parameter) ? `${token}::timestamp` : token;
  });
  return { sql: typed, bindings };
}

const directive = /\btrue\b([ \t]*--[ \t]*filter:[ \t]*([^\n]*))/;
const directives = new RegExp(directive, 'g');

/** The expressions a SELECT offers to the command line's filters, by dimension. */
export function filterTargets(facts: Facts, sql: string): Map<DimensionName, string[]> {
  const targets = new Map<DimensionName, string[]>();
  const add = (dimension: string, expression: string): void => {
    const known = dimensionNames.find((candidate) => candidate === dimension);
    if (known === undefined) throw new Error(`${facts.sql}: unknown dimension ${dimension}`);
    targets.set(known, [...(targets.get(known) ?? []), expression.trim()]);
  };
  const [listed, other] = [...sql.matchAll(directives)].map(([, , targets]) => targets);
  if (other !== undefined) throw new Error(`${facts.sql}: filters stand in one place only`);
  for (const item of listed === undefined ? [] : splitTopLevel(listed)) {
    const at = item.indexOf('=');
    add(item.slice(0, at).trim(), item.slice(at + 1));
  }
  return targets;
}

/** Commas inside parentheses separate arguments, not items. */
function splitTopLevel(text: string): string[] {
  const items: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) items.push('');
    else items[items.length - 1] = `${items.at(-1) ?? ''}${character}`;
  }
  return items.filter((item) => item.trim() !== '');
}

/** Dimensions that these facts cannot obey; the period is one of their parameters. */
export function unobeyed(facts: Facts, sql: string): DimensionName[] {
  const targets = filterTargets(facts, sql);
  const declared = new Set(Object.values(facts.columns).map((column) => column.dimension));
  const hasPeriod = /\$(?:since|until|as_of)\b/.test(sql);
  return dimensionNames.filter(
    (one) => !targets.has(one) && !declared.has(one) && !(one === 'day' && hasPeriod),
  );
}

/** Those of `filters`. */
export function unmetFilters(facts: Facts, sql: string, filters: Filters): DimensionName[] {
  return unobeyed(facts, sql).filter((dimension) => filters[dimension] !== undefined);
}

/**
 * The facts' SELECT with the filters in it. `unknownIn` turns it round: the rows that the filters
 * leave out only because that dimension is not known of them.
 */
export function filteredFacts(
  facts: Facts,
  sql: string,
  filters: Filters,
  unknownIn?: DimensionName,
): string {
  const { inner, outer } = filterParts(facts, sql, filters, unknownIn);
  return outer(lookedUp(facts.columns, inner));
}

/** The same in two: the SELECT with the filters inside it, and what puts the others around it, once values are looked up. */
export function filterParts(
  facts: Facts,
  sql: string,
  filters: Filters,
  unknownIn?: DimensionName,
): { inner: string; outer: (select: string) => string } {
  const targets = filterTargets(facts, sql);
  const inside: string[] = [];
  const outside: string[] = [];
  for (const dimension of dimensionNames) {
    const values = dimension === unknownIn ? [unknownValue] : filters[dimension];
    if (values === undefined || values.length === 0) continue;
    const expressions = targets.get(dimension);
    if (expressions !== undefined) {
      inside.push(filterPredicate(dimension, values, expressions));
      continue;
    }
    const columns = Object.entries(facts.columns)
      .filter(([, column]) => column.dimension === dimension)
      .map(([column]) => identifierSql(column));
    if (columns.length > 0) outside.push(filterPredicate(dimension, values, columns));
  }
  const inner = sql.replace(directive, (whole, comment: string) =>
    inside.length === 0 ? whole : `${inside.join('\n  and ')}${comment}`,
  );
  return {
    inner,
    outer: (select) =>
      outside.length === 0
        ? select
        : `select *\nfrom (\n${select}\n)\nwhere ${outside.join('\n  and ')}`,
  };
}
