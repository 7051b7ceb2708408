const HOUR = 3_600_000;

/** How busy people are by hour of the day (UTC), 1 = the busiest hour. */
const workday = [
  0.04, 0.03, 0.02, 0.02, 0.05, 0.15, 0.45, 0.85, 1, 1, 0.95, 0.8, 0.7, 0.9, 0.95, 0.85, 0.7, 0.5,
  0.35, 0.3, 0.25, 0.2, 0.12, 0.07,
];
const WEEKEND = 0.25;

/** How busy the hour of this moment is, from 0 to 1. */
export function busyness(atMs: number): number {
  const at = new Date(atMs);
  const weekday = at.getUTCDay();
  return (workday[at.getUTCHours()] ?? 0) * (weekday === 0 || weekday === 6 ? WEEKEND : 1);
}

/** The end of the night for someone who sleeps from 22:30 to 6:00; null while awake. */
export function wakesAt(atMs: number, shiftMs: number): number | null {
  const local = atMs - shiftMs;
  const midnight = local - (local % (24 * HOUR));
  const ofDay = local - midnight;
  if (ofDay < 6 * HOUR) return midnight + 6 * HOUR + shiftMs;
  if (ofDay >= 22.5 * HOUR) return midnight + 30 * HOUR + shiftMs;
  return null;
}
