import type { Condition } from './condition.ts';
import type { Facts, GroupsSection, Section } from './define-report.ts';
import type { LoadedReport } from './load-reports.ts';
import type { Measure } from './measure.ts';
import { sectionColumns } from './section-sql.ts';
import { specFaults } from './chart-spec.ts';

/** Every fault of a report's definition at once. */
export function checkReport(loaded: LoadedReport, folder: string): void {
  const { report } = loaded;
  const faults = [
    ...(report.name === folder ? [] : [`name is '${report.name}', the folder '${folder}'`]),
    ...report.figures.flatMap(({ id, facts, measure }) =>
      measureFaults(measure, facts).map((fault) => `figure ${id}: ${fault}`),
    ),
    ...duplicates(report.sections.map(({ id }) => id)).map((id) => `two sections are called ${id}`),
    ...report.sections.flatMap((section) =>
      sectionFaults(section, loaded).map((fault) => `section ${section.id}: ${fault}`),
    ),
  ];
  if (faults.length > 0) {
    throw new Error(`report ${folder}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

function sectionFaults(section: Section, loaded: LoadedReport): string[] {
  const { facts } = section;
  const plain = section.kind === 'rows' ? (section.columns ?? []) : section.by;
  const faults = plain.flatMap((column) => columnFaults(column, facts));
  if (faults.length > 0) return faults;
  if (section.kind === 'groups') {
    for (const { measure } of Object.values(section.measures)) {
      faults.push(...measureFaults(measure, facts));
    }
    faults.push(...alwaysFaults(section));
    for (const column of section.detailBy ?? []) faults.push(...columnFaults(column, facts));
  }
  if (section.where !== undefined) faults.push(...conditionFaults(section.where, facts));
  const names = sectionColumns(section).map(({ name }) => name);
  faults.push(...duplicates(names).map((name) => `two columns are called ${name}`));
  for (const { column } of section.sort ?? []) {
    if (!names.includes(column)) faults.push(`sorts by ${column}, which is not among its columns`);
  }
  if (section.kind === 'rows' && section.script !== undefined) {
    const { column } = section.script;
    if (names.at(-1) !== column) faults.push(`script: ${column} is not its last column`);
  }
  for (const note of section.notes ?? []) {
    if (typeof note !== 'string') faults.push(...measureFaults(note.measure, facts));
  }
  if (section.chart !== undefined) {
    faults.push(...specFaults(loaded.charts.get(section.chart), names));
  }
  return faults;
}

function alwaysFaults({ always, by, facts }: GroupsSection): string[] {
  if (always === undefined) return [];
  const [column] = by;
  const order = column === undefined ? undefined : facts.columns[column]?.order;
  const isOrdered = always.every((value, index) => order?.[index] === value);
  return by.length === 1 && isOrdered
    ? []
    : ["'always' needs one column in 'by', whose order begins with these values"];
}

function columnFaults(column: string, facts: Facts): string[] {
  return column in facts.columns ? [] : [`${facts.sql} declares no column ${column}`];
}

const ordered = new Set(['integer', 'number', 'date', 'timestamp']);

function measureFaults(measure: Measure, facts: Facts): string[] {
  if (measure.kind === 'ratio') {
    return [...measureFaults(measure.of, facts), ...measureFaults(measure.to, facts)];
  }
  if (measure.kind === 'share') return measureFaults(measure.of, facts);
  const where = measure.where === undefined ? [] : conditionFaults(measure.where, facts);
  if (measure.kind === 'count') return where;
  const columns = [
    measure.column,
    ...(measure.kind === 'quantile' && measure.weight !== undefined ? [measure.weight] : []),
  ];
  const faults = [...where, ...columns.flatMap((column) => columnFaults(column, facts))];
  const type = facts.columns[measure.column]?.type ?? 'integer';
  if (measure.kind === 'sum' && type !== 'integer') {
    faults.push(`sum of ${measure.column}: only integers are summed`);
  }
  if (measure.kind !== 'distinct' && !ordered.has(type)) {
    faults.push(`${measure.kind} of ${measure.column}: ${type} has no size`);
  }
  return faults;
}

function conditionFaults(condition: Condition, facts: Facts): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => conditionFaults(part, facts));
    case 'text':
      return condition.columns.flatMap((column) => columnFaults(column, facts));
    default:
      return columnFaults(condition.column, facts);
  }
}

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
