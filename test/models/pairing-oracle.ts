import type { TestRow } from './request-rows.ts';

/**
 * docs/definitions.md, "Counting a request once", done the slow way: every pair of rows is looked at.
 * Returns for each row the counted row of its request.
 */
export function pairByHand(rows: readonly TestRow[]): Map<TestRow, TestRow> {
  const outermost = new Map<TestRow, TestRow>();
  const isInner = new Set<TestRow>();
  const stages: [(row: TestRow) => boolean, (row: TestRow) => boolean][] = [
    [(row) => role(row) === 'http proxy', (row) => role(row) === 'front'],
    [(row) => role(row) === 'back', (row) => row.tier === 'front'],
    [(row) => role(row) === 'back', (row) => role(row) === 'single'],
    [(row) => role(row) === 'proxy', (row) => role(row) !== 'proxy'],
  ];
  for (const [isInnerRole, isOuterRole] of stages) {
    const inners = rows.filter((row) => isInnerRole(row) && !isInner.has(row));
    const outers = rows.filter((row) => isOuterRole(row) && !isInner.has(row));
    const links = inners.flatMap((inner) =>
      outers.flatMap((outer) => {
        const how = link(inner, outer);
        return how === undefined ? [] : [{ inner, outer, ...how }];
      }),
    );
    links.sort(
      (a, b) =>
        a.rank - b.rank ||
        a.distance - b.distance ||
        Number(a.otherStatus) - Number(b.otherStatus) ||
        compareRows(a.outer, b.outer) ||
        compareRows(a.inner, b.inner),
    );
    const used = new Set<TestRow>();
    for (const { inner, outer } of links) {
      if (used.has(inner) || used.has(outer)) continue;
      used.add(inner).add(outer);
      isInner.add(inner);
      outermost.set(inner, outer);
    }
  }
  return new Map(rows.map((row) => [row, outermost.get(row) ?? row]));
}

function role(row: TestRow): string {
  return row.tier === 'front' && row['source'] === 'httpproxy' ? 'http proxy' : row.tier;
}

function link(
  a: TestRow,
  b: TestRow,
): { rank: number; distance: number; otherStatus: boolean } | undefined {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const stranger = one['status'] === 401 && (one['user_name'] ?? null) === null;
    if (stranger && other['status'] !== 401) return undefined;
  }
  const ends = Math.abs(end(a) - end(b));
  const starts =
    start(a) === undefined || start(b) === undefined
      ? undefined
      : Math.abs((start(a) ?? 0) - (start(b) ?? 0));
  const distance = ends + (starts ?? ends);
  const otherStatus = (a['status'] ?? null) !== (b['status'] ?? null);
  const ids = [a['request_id'] ?? null, b['request_id'] ?? null];
  if (ids[0] !== null && ids[1] !== null) {
    return ids[0] === ids[1] ? { rank: 0, distance, otherStatus } : undefined;
  }
  if (!sameDevice(a, b) || (a['command'] ?? null) !== (b['command'] ?? null)) return undefined;
  const [user, otherUser] = [a, b].map((row) => row['user_name'] ?? row['user_claimed'] ?? null);
  if (user !== null && otherUser !== null && user !== otherUser) return undefined;
  const near = ends <= 5000 || (starts !== undefined && starts <= 5000);
  return near ? { rank: 1, distance, otherStatus } : undefined;
}

function sameDevice(a: TestRow, b: TestRow): boolean {
  const device = String(a['device_id'] ?? '').toUpperCase();
  const other = String(b['device_id'] ?? '').toUpperCase();
  if (device !== '' || other !== '') return device === other;
  return (a['user_agent'] ?? null) !== null && a['user_agent'] === b['user_agent'];
}

function end(row: TestRow): number {
  return Date.parse(`${row.requested_at.replace(' ', 'T')}Z`);
}

function start(row: TestRow): number | undefined {
  const taken = row['time_taken_ms'];
  return typeof taken === 'number' ? end(row) - taken : undefined;
}

/** docs/definitions.md, "Order among equals"; in these tests the content hash of file n is `f` + n. */
export function compareRows(a: TestRow, b: TestRow): number {
  const key = (row: TestRow): (string | number)[] => [
    row.requested_at,
    String(row['server']),
    String(row['site']),
    row.line_no,
    `f${row.file_id}`,
  ];
  const [left, right] = [key(a), key(b)];
  for (const [i, value] of left.entries()) {
    const other = right[i] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
