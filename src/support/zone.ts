const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks of `zone` show at an instant, as if it were UTC (milliseconds). */
export function wallClock(instantMs: number, zone: string): number {
  if (zone === 'UTC') return instantMs;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instantMs)) part[type] = Number(value);
  const shown = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
  return shown + (((instantMs % 1000) + 1000) % 1000);
}

/** The instant at which the clocks of `zone` show `wallMs`; in a gap the instant after it, in an overlap the first. */
export function instantOf(wallMs: number, zone: string): number {
  const offsets = [-86_400_000, 86_400_000].map((step) => {
    const at = wallMs + step;
    return wallClock(at, zone) - at;
  });
  const candidates = offsets.map((offset) => wallMs - offset);
  const exact = candidates.filter((instant) => wallClock(instant, zone) === wallMs);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}
