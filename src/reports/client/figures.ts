import { cellText } from '../cell-text.ts';
import type { Cell } from '../columns.ts';
import { toneOf } from '../figure-tone.ts';
import type { Mask } from '../condition-mask.ts';
import type { PageFigure } from '../page-model.ts';
import { measureWhole } from '../roll-up.ts';
import type { App } from './app.ts';
import { byId, find } from './dom.ts';

/** The key figures at the head, and beside each what it is without filters. */
export function figures(app: App): { update(): void } {
  const whole = new Map<string, Cell>();
  const valueOf = ({ facts, measure }: PageFigure, mask: Mask | null): Cell => {
    const table = app.tables[facts];
    return table === undefined ? null : measureWhole(measure, table, mask);
  };
  const wholeOf = (figure: PageFigure): Cell => {
    const known = whole.get(figure.id) ?? valueOf(figure, null);
    whole.set(figure.id, known);
    return known;
  };
  return {
    update() {
      for (const figure of app.model.figures) {
        const root = byId(`figure-${figure.id}`);
        const text = (cell: Cell): string => cellText(cell, figure.column, app.model.tz);
        const { mask, unmet } = app.filtered(figure.facts);
        const value = mask === null ? wholeOf(figure) : valueOf(figure, mask);
        find(root, '.value').textContent = text(value);
        if (figure.tone !== undefined) {
          root.classList.toggle(figure.tone.is, toneOf(figure, value) !== undefined);
        }
        const isUnmet = unmet.notKnown.length + unmet.notHere.length > 0;
        const of = find(root, '.of');
        of.hidden = mask === null && !isUnmet;
        of.textContent = isUnmet
          ? 'does not follow all filters'
          : `without filters ${text(wholeOf(figure))}`;
      }
    },
  };
}
