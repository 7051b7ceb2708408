import type { ChartRow } from '../chart-cells.ts';
import { make, replace } from './dom.ts';
import { linePoints, type SceneMark } from './line-points.ts';
import { expressionInterpreter } from 'vega-interpreter';
import { Error as ErrorLevel, parse, View, type Spec } from 'vega';

export interface ChartHandlers {
  /** The pointer is over the mark of a row, or of none. */
  hover(row: number | null, x: number, y: number): void;
  choose(row: number): void;
}

export interface Chart {
  draw(rows: readonly ChartRow[]): Promise<void>;
}

/** What A4 and Letter leave across between their margins, in CSS pixels. */
const paperWidth = 940;

/** How far from a point of a line one may point and still mean it. */
const nearPx = 24;

/** Nothing is ever loaded: a spec has no data and no address of any. */
const noLoader = {
  load: () => Promise.reject(new Error('no network')),
  sanitize: () => Promise.reject(new Error('no network')),
  http: () => Promise.reject(new Error('no network')),
  file: () => Promise.reject(new Error('no network')),
};

/** Draws a Vega spec into `canvas`, its expressions read by the interpreter, never compiled. */
export function makeChart(
  canvas: HTMLElement,
  spec: unknown,
  canvasWidth: number,
  handlers: ChartHandlers,
): Chart {
  const own = structuredClone(spec) as Spec;
  const fits =
    typeof own.autosize === 'object' && 'type' in own.autosize && own.autosize.type === 'fit-x';
  let view: View | null = null;
  let wanted: readonly ChartRow[] = [];
  let drawn = '';
  // Told, not asked for: asking in the midst of a change would lay the whole page out.
  let space = canvasWidth;
  const width = (): number => Math.max(200, Math.floor(space));
  const start = (): View => {
    const runtime = parse(own, undefined, { ast: true });
    const made = new View(runtime, {
      renderer: 'svg',
      expr: expressionInterpreter as never,
      loader: noLoader,
      logLevel: ErrorLevel,
      hover: false,
    });
    // Vega names what it draws in; the canvas keeps its own name, the picture in it needs none.
    const drawing = make('div', { 'aria-hidden': 'true' });
    replace(canvas, drawing);
    made.initialize(drawing);
    if (fits) made.width(width());
    const rowAt = (event: unknown, item: unknown): number | null =>
      rowOf(item) ?? nearestRow(made, canvas, event as PointerEvent);
    made.addEventListener('click', (event, item) => {
      const row = rowAt(event, item);
      if (row !== null) handlers.choose(row);
    });
    made.addEventListener('pointermove', (event, item) => {
      const { clientX, clientY } = event as unknown as PointerEvent;
      const row = rowAt(event, item);
      canvas.classList.toggle('on-mark', row !== null);
      handlers.hover(row, clientX, clientY);
    });
    canvas.addEventListener('pointerleave', () => handlers.hover(null, 0, 0));
    if (fits) {
      // Drawn anew at the width of paper: scaled down, its text could not be read.
      window.addEventListener('beforeprint', () => made.width(paperWidth).run().resize().run());
      window.addEventListener('afterprint', () => made.width(width()).run().resize().run());
    }
    if (fits) {
      new ResizeObserver(([entry]) => {
        // Nothing is left of a chart that is hidden for want of rows.
        space = entry?.contentRect.width || space;
        void resize();
      }).observe(canvas);
    }
    return made;
  };
  // One run at a time: Vega loses its way when data change under a run.
  let running: Promise<void> = Promise.resolve();
  const queue = (work: () => Promise<void>): Promise<void> => {
    running = running.then(work, work);
    return running;
  };
  const resize = (): Promise<void> =>
    queue(async () => {
      if (view !== null && view.width() !== width()) await run(view.width(width()));
    });
  return {
    draw(rows) {
      wanted = rows;
      return queue(async () => {
        // A later change has overtaken this one.
        if (wanted !== rows) return;
        const text = JSON.stringify(rows);
        if (text === drawn) return;
        drawn = text;
        view ??= start();
        await run(view.data('rows', [...rows]));
      });
    },
  };
}

/** Runs twice: what stands out at the edges is known when all is drawn, and moves as it is drawn narrower. */
async function run(view: View): Promise<void> {
  await view.resize().runAsync();
  await view.resize().runAsync();
}

/** The section's row behind a mark; lines and areas stand for many. */
function rowOf(item: unknown): number | null {
  const mark = item as
    { datum?: { row?: unknown }; mark?: { marktype?: string } } | null | undefined;
  const type = mark?.mark?.marktype;
  if (type === 'line' || type === 'area' || type === 'group') return null;
  const row = mark?.datum?.row;
  return typeof row === 'number' ? row : null;
}

/** The row whose point of a line or area lies nearest to the pointer, if it is near. */
function nearestRow(view: View, canvas: HTMLElement, event: PointerEvent): number | null {
  const matrix = canvas.querySelector('svg')?.getScreenCTM()?.inverse();
  if (matrix === undefined) return null;
  const pointer = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  const [left, top] = view.origin();
  const root = (view.scenegraph() as unknown as { root: SceneMark }).root;
  let found: number | null = null;
  let best = nearPx;
  for (const { x, y, row } of linePoints(root, left, top)) {
    const distance = Math.hypot(x - pointer.x, y - pointer.y);
    if (distance < best) [best, found] = [distance, row];
  }
  return found;
}
