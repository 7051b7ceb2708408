import type { Condition, Entity, Expression, FromItem, Query } from './ast.ts';

/**
 * The entities of every FROM clause, nested queries included, that an input has to be found for;
 * names that WITH gave to a query are none.
 */
export function fromEntities(query: Query): Entity[] {
  const found: Entity[] = [];
  ofQuery(query, new Set(), found);
  return found;
}

function ofQuery(query: Query, outer: ReadonlySet<string>, found: Entity[]): void {
  const named = new Set(outer);
  for (const { name, query: inner } of query.with) {
    ofQuery(inner, named, found);
    named.add(name.name.toLowerCase());
  }
  const ofItem = (item: FromItem): void => {
    if (item.kind === 'subquery') ofQuery(item.query, named, found);
    else if (!(item.entries.length === 1 && named.has(item.entries[0]?.text.toLowerCase() ?? ''))) {
      found.push(item);
    }
  };
  if (query.from) {
    ofItem(query.from.first);
    for (const join of query.from.joins) ofItem(join.item);
  }
  for (const nested of nestedQueries(query)) ofQuery(nested, named, found);
}

/** The queries behind IN, ANY and ALL, and in the WHENs of searched CASEs. */
function nestedQueries(query: Query): Query[] {
  const found: Query[] = [];
  const conditions: Condition[] = [];
  const values: Expression[] = [];
  for (const condition of [query.where, query.having]) if (condition) conditions.push(condition);
  for (const join of query.from?.joins ?? []) if (join.on) conditions.push(join.on);
  for (const { expression } of [...query.select, ...query.using]) {
    if (expression !== '*') values.push(expression);
  }
  values.push(...(query.groupBy?.items ?? []));
  values.push(...(query.orderBy?.items ?? []).map(({ expression }) => expression));
  for (;;) {
    const condition = conditions.pop();
    if (condition) {
      const parts = partsOf(condition);
      if (parts.query) found.push(parts.query);
      // Not push(...list): 100,000 values of an IN would overflow the stack.
      for (const inner of parts.conditions) conditions.push(inner);
      for (const inner of parts.values) values.push(inner);
      continue;
    }
    const value = values.pop();
    if (!value) return found;
    if (value.kind === 'call' || value.kind === 'aggregate')
      for (const inner of value.args) values.push(inner);
    if (value.kind !== 'case') continue;
    if (value.operand) values.push(value.operand);
    if (value.otherwise) values.push(value.otherwise);
    for (const branch of value.branches) {
      values.push(branch.then);
      if ('condition' in branch) conditions.push(branch.condition);
      else values.push(branch.when);
    }
  }
}

function partsOf(condition: Condition): {
  conditions: readonly Condition[];
  values: readonly Expression[];
  query?: Query;
} {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { conditions: condition.items, values: [] };
    case 'not':
      return { conditions: [condition.item], values: [] };
    case 'compare':
      return { conditions: [], values: [condition.left, condition.right] };
    case 'is-null':
      return { conditions: [], values: [condition.operand] };
    case 'like':
      return { conditions: [], values: [condition.operand] };
    case 'between':
      return { conditions: [], values: [condition.operand, condition.low, condition.high] };
    case 'content':
      return condition.content.kind === 'query'
        ? { conditions: [], values: condition.left, query: condition.content.query }
        : { conditions: [], values: [...condition.left, ...condition.content.rows.flat()] };
  }
}
