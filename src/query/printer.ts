import type {
  AggregateExpression,
  Condition,
  Content,
  Entity,
  Expression,
  FromItem,
  Query,
  SelectItem,
} from './ast.ts';
import { isFunctionName } from './functions.ts';
import { isReserved } from './tokens.ts';

/** A query in a normal form that parses to the same tree. */
export function printQuery(query: Query): string {
  const parts: string[] = [];
  if (query.with.length > 0) {
    const named = query.with.map(
      ({ name, query: inner }) => `${printName(name.name)} AS (${printQuery(inner)})`,
    );
    parts.push(`WITH ${named.join(', ')}`);
  }
  const top = query.top === undefined ? '' : `TOP ${query.top} `;
  const distinct = query.distinct ? 'DISTINCT ' : '';
  parts.push(`SELECT ${top}${distinct}${query.select.map(printItem).join(', ')}`);
  if (query.using.length > 0) parts.push(`USING ${query.using.map(printItem).join(', ')}`);
  if (query.into) parts.push(`INTO ${printEntity(query.into)}`);
  if (query.from) {
    parts.push(`FROM ${printFromItem(query.from.first)}`);
    for (const join of query.from.joins) {
      const on = join.on ? ` ON ${printCondition(join.on)}` : '';
      parts.push(`${join.kind} JOIN ${printFromItem(join.item)}${on}`);
    }
  }
  if (query.where) parts.push(`WHERE ${printCondition(query.where)}`);
  if (query.groupBy) {
    const rollup = query.groupBy.rollup ? ' WITH ROLLUP' : '';
    parts.push(`GROUP BY ${printList(query.groupBy.items)}${rollup}`);
  }
  if (query.having) parts.push(`HAVING ${printCondition(query.having)}`);
  if (query.orderBy) parts.push(`ORDER BY ${printOrder(query.orderBy)}`);
  if (query.limit !== undefined) parts.push(`LIMIT ${query.limit}`);
  return parts.join(' ');
}

function printOrder({ items, direction }: NonNullable<Query['orderBy']>): string {
  const suffix = (word: string | undefined): string => (word === undefined ? '' : ` ${word}`);
  if (items.length === 0) return `*${suffix(direction)}`;
  return items
    .map((item) => `${printExpression(item.expression)}${suffix(item.direction)}`)
    .join(', ');
}

function printItem({ expression, alias }: SelectItem): string {
  const shown = expression === '*' ? '*' : printExpression(expression);
  return alias ? `${shown} AS ${printName(alias.name)}` : shown;
}

function printEntity(entity: Entity): string {
  return entity.raw;
}

function printFromItem(item: FromItem): string {
  const shown = item.kind === 'entity' ? printEntity(item) : `(${printQuery(item.query)})`;
  return item.alias ? `${shown} AS ${printName(item.alias.name)}` : shown;
}

function printList(expressions: readonly Expression[]): string {
  return expressions.map((expression) => printExpression(expression)).join(', ');
}

/** A name, in brackets where it could not stand bare. */
function printName(name: string): string {
  const bare =
    /^[^\s,;<>=!'"@*[\]()\\]+$/u.test(name) &&
    !/^[-+.\d/]/.test(name) &&
    !name.includes('--') &&
    !isReserved(name) &&
    !isFunctionName(name);
  return bare ? name : `[${escapeUnicode(name)}]`;
}

// `]` cannot stand in brackets, and a backslash could begin a \uXXXX.
function escapeUnicode(name: string): string {
  return name.replace(/[\]\\]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * A field-expression in the dialect. With `columnName` names are shown through it and blanks are
 * left out: `SUM(ALL sc-bytes)`, as Log Parser names columns without an alias.
 */
export function printExpression(
  expression: Expression,
  columnName?: (name: string) => string,
): string {
  const print = (inner: Expression): string => printExpression(inner, columnName);
  const comma = columnName ? ',' : ', ';
  switch (expression.kind) {
    case 'integer':
      return String(expression.value);
    case 'real':
      return expression.text.replace(/^\+/, '');
    case 'string':
      return columnName ? `'${expression.value}'` : `'${expression.raw}'`;
    case 'null':
      return 'NULL';
    case 'name':
      return columnName ? columnName(expression.name) : printName(expression.name);
    case 'call':
      return `${expression.name}(${expression.args.map(print).join(comma)})`;
    case 'aggregate':
      return printAggregate(expression, print, comma);
    case 'case': {
      const operand = expression.operand ? ` ${print(expression.operand)}` : '';
      const branches = expression.branches.map((branch) => {
        const when = 'when' in branch ? print(branch.when) : printCondition(branch.condition);
        return ` WHEN ${when} THEN ${print(branch.then)}`;
      });
      const otherwise = expression.otherwise ? ` ELSE ${print(expression.otherwise)}` : '';
      return `CASE${operand}${branches.join('')}${otherwise} END`;
    }
  }
}

function printAggregate(
  { name, quantifier, args, on }: AggregateExpression,
  print: (expression: Expression) => string,
  comma: string,
): string {
  const takesAll = name !== 'GROUPING' && !name.startsWith('PROP');
  // COUNT(*) is COUNT(ALL *) and SUM(x) is SUM(ALL x) in column names.
  const word = quantifier ?? (comma === ',' && takesAll ? 'ALL' : undefined);
  const inner = args.length === 0 ? '*' : args.map(print).join(comma);
  const list = on ? ` ON (${on.map(print).join(comma)})` : '';
  return `${name}(${word === undefined ? '' : `${word} `}${inner})${list}`;
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const word = condition.kind === 'and' ? ' AND ' : ' OR ';
      return `(${condition.items.map(printCondition).join(word)})`;
    }
    case 'not':
      return `NOT (${printCondition(condition.item)})`;
    case 'compare':
      return `${printExpression(condition.left)} ${condition.operator} ${printExpression(condition.right)}`;
    case 'is-null':
      return `${printExpression(condition.operand)} IS ${condition.negated ? 'NOT ' : ''}NULL`;
    case 'like':
      return `${printExpression(condition.operand)} ${condition.negated ? 'NOT ' : ''}LIKE ${printExpression(condition.mask)}`;
    case 'between':
      return `${printExpression(condition.operand)} ${condition.negated ? 'NOT ' : ''}BETWEEN ${printExpression(condition.low)} AND ${printExpression(condition.high)}`;
    case 'content': {
      const [only] = condition.left;
      const left =
        only && condition.left.length === 1
          ? printExpression(only)
          : `(${printList(condition.left)})`;
      const word =
        condition.spelling === 'IN' || condition.spelling === 'NOT IN'
          ? condition.spelling
          : condition.spelling === 'plain'
            ? condition.operator
            : `${condition.operator} ${condition.spelling}`;
      return `${left} ${word} ${printContent(condition.content)}`;
    }
  }
}

function printContent(content: Content): string {
  return content.kind === 'query'
    ? `(${printQuery(content.query)})`
    : `(${content.rows.map(printList).join('; ')})`;
}
