/** What is read of Vega's scene: marks hold items, items of groups hold marks. */
export interface SceneMark {
  readonly marktype?: string;
  readonly role?: string;
  readonly items?: readonly SceneItem[];
}
interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly datum?: { readonly row?: unknown };
  readonly items?: readonly SceneMark[];
}

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** The place of its row in the section. */
  readonly row: number;
}

/** Every point that a line or area goes through, where it is drawn. */
export function* linePoints(mark: SceneMark, left: number, top: number): Generator<LinePoint> {
  if (mark.role?.startsWith('axis') === true || mark.role?.startsWith('legend') === true) return;
  const isLine = mark.marktype === 'line' || mark.marktype === 'area';
  for (const item of mark.items ?? []) {
    const x = left + (item.x ?? 0);
    const y = top + (item.y ?? 0);
    const row = item.datum?.row;
    if (isLine && typeof row === 'number') yield { x, y, row };
    for (const inner of item.items ?? []) yield* linePoints(inner, x, y);
  }
}
