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

/** A Vega spec drawn into `canvas`, its expressions read by the interpreter, never compiled. */
export class SvgChart {
  readonly #canvas: HTMLElement;
  readonly #spec: Spec;
  readonly #handlers: ChartHandlers;
  readonly #isFitted: boolean;
  /** Told, not asked for: asking in the midst of a change would lay the whole page out. */
  #space: number;
  #view: View | null = null;
  #wanted: readonly ChartRow[] = [];
  #drawn = '';
  /** One run at a time: Vega loses its way when data change under a run. */
  #running: Promise<void> = Promise.resolve();

  constructor(canvas: HTMLElement, spec: unknown, space: number, handlers: ChartHandlers) {
    this.#canvas = canvas;
    this.#spec = structuredClone(spec) as Spec;
    this.#space = space;
    this.#handlers = handlers;
    const { autosize } = this.#spec;
    this.#isFitted =
      typeof autosize === 'object' && 'type' in autosize && autosize.type === 'fit-x';
  }

  draw(rows: readonly ChartRow[]): Promise<void> {
    this.#wanted = rows;
    return this.#queue(async () => {
      // A later change has overtaken this one.
      if (this.#wanted !== rows) return;
      const text = JSON.stringify(rows);
      if (text === this.#drawn) return;
      this.#drawn = text;
      this.#view ??= this.#start();
      await run(this.#view.data('rows', [...rows]));
    });
  }

  get #width(): number {
    return Math.max(200, Math.floor(this.#space));
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(work, work);
    return this.#running;
  }

  #start(): View {
    const view = new View(parse(this.#spec, undefined, { ast: true }), {
      renderer: 'svg',
      expr: expressionInterpreter as never,
      loader: noLoader,
      logLevel: ErrorLevel,
      hover: false,
    });
    // Vega names what it draws in; the canvas keeps its own name, the picture in it needs none.
    const drawing = make('div', { 'aria-hidden': 'true' });
    replace(this.#canvas, drawing);
    view.initialize(drawing);
    if (this.#isFitted) view.width(this.#width);
    this.#followPointer(view);
    if (this.#isFitted) this.#followWidth(view);
    return view;
  }

  #followPointer(view: View): void {
    const canvas = this.#canvas;
    const handlers = this.#handlers;
    const rowAt = (event: unknown, item: unknown): number | null =>
      rowOf(item) ?? nearestRow(view, canvas, event as PointerEvent);
    view.addEventListener('click', (event, item) => {
      const row = rowAt(event, item);
      if (row !== null) handlers.choose(row);
    });
    view.addEventListener('pointermove', (event, item) => {
      const { clientX, clientY } = event as unknown as PointerEvent;
      const row = rowAt(event, item);
      canvas.classList.toggle('on-mark', row !== null);
      handlers.hover(row, clientX, clientY);
    });
    canvas.addEventListener('pointerleave', () => handlers.hover(null, 0, 0));
  }

  #followWidth(view: View): void {
    const drawAt = (width: number): unknown => view.width(width).run().resize().run();
    // Drawn anew at the width of paper: scaled down, its text could not be read.
    window.addEventListener('beforeprint', () => drawAt(paperWidth));
    window.addEventListener('afterprint', () => drawAt(this.#width));
    new ResizeObserver(([entry]) => {
      // Nothing is left of a chart that is hidden for want of rows.
      this.#space = entry?.contentRect.width || this.#space;
      void this.#queue(async () => {
        if (view.width() !== this.#width) await run(view.width(this.#width));
      });
    }).observe(this.#canvas);
  }
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
