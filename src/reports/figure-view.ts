import { cellText } from './cell-text.ts';
import type { Cell } from './columns.ts';
import type { KeyFigure } from './define-report.ts';
import { toneOf } from './figure-tone.ts';
import { measureType, type SectionColumn } from './section-sql.ts';

/** A key figure's value as a column, for its type and look. */
export function figureColumn(figure: KeyFigure): SectionColumn {
  return {
    name: figure.id,
    title: figure.title,
    type: measureType(figure, figure.facts.columns),
    doc: figure.doc,
    ...(figure.unit === undefined ? {} : { unit: figure.unit }),
    ...(figure.format === undefined ? {} : { format: figure.format }),
  };
}

/** A key figure as pages show it. */
export function figureView(figure: KeyFigure, value: Cell, tz: string): object {
  return {
    id: figure.id,
    title: figure.title,
    value: cellText(value, figureColumn(figure), tz),
    unit: figure.unit ?? '',
    doc: figure.doc,
    tone: toneOf(figure, value) ?? '',
  };
}
