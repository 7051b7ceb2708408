import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/support/time-text.ts';
import { checkedZone } from '../../src/support/checked-zone.ts';
import { windowsZones } from '../../src/support/windows-zones.ts';
import { instantOf, wallClock } from '../../src/support/zone.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const wall = (text: string): number => Date.parse(`${text}Z`);

describe('zones', () => {
  it('show the clocks of a place and find the instant back', () => {
    expect(iso(wallClock(wall('2024-05-01T10:00:00'), 'Europe/Vienna'))).toBe(
      '2024-05-01T12:00:00.000Z',
    );
    expect(iso(instantOf(wall('2024-05-01T12:00:00'), 'Europe/Vienna'))).toBe(
      '2024-05-01T10:00:00.000Z',
    );
    expect(iso(instantOf(wall('2024-05-01T00:00:00'), 'Asia/Kolkata'))).toBe(
      '2024-04-30T18:30:00.000Z',
    );
  });
  it('take the first of two instants when clocks go back, and go on over a gap', () => {
    expect(iso(instantOf(wall('2024-10-27T02:30:00'), 'Europe/Vienna'))).toBe(
      '2024-10-27T00:30:00.000Z',
    );
    expect(iso(instantOf(wall('2024-03-31T02:30:00'), 'Europe/Vienna'))).toBe(
      '2024-03-31T01:30:00.000Z',
    );
  });
  it('are refused with the nearest name', () => {
    expect(() => checkedZone('Europe/Viena')).toThrow("there is no time zone 'Europe/Viena'");
    expect(checkedZone('UTC')).toBe('UTC');
  });
});

describe('a zone is', () => {
  it.each([
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['w. europe standard time', 'Europe/Berlin'],
    ['Pacific Standard Time (Mexico)', 'America/Tijuana'],
    ['UTC+13', 'Etc/GMT-13'],
    ['UTC-09', 'Etc/GMT+9'],
    ['UTC+2', 'Etc/GMT-2'],
    ['GMT-3', 'Etc/GMT+3'],
    ['+02:00', 'Etc/GMT-2'],
    ['-0500', 'Etc/GMT+5'],
    ['+05:30', 'Asia/Kolkata'],
    ['-09:30', 'Pacific/Marquesas'],
    ['+00:00', 'UTC'],
    ['-00:00', 'UTC'],
    ['Z', 'UTC'],
    ['GMT', 'UTC'],
    [' Europe/Vienna ', 'Europe/Vienna'],
    ['Etc/GMT-2', 'Etc/GMT-2'],
  ])('%s', (given, zone) => {
    expect(checkedZone(given)).toBe(zone);
  });

  it.each(['+04:30', '+05:30', '+05:45', '+06:30', '+08:45', '+09:30', '-09:30'])(
    'at %s in summer and winter',
    (given) => {
      for (const day of ['2004-01-01T00:00:00', '2024-07-01T00:00:00']) {
        expect(iso(wallClock(Date.parse(day + given), checkedZone(given)))).toBe(`${day}.000Z`);
      }
    },
  );

  it('known to Node, whatever Windows calls it', () => {
    for (const [name, zone] of Object.entries(windowsZones)) {
      expect(checkedZone(name), name).toBe(zone);
    }
    expect(Object.keys(windowsZones)).toHaveLength(132);
  });

  it.each([
    ['W Europe Standard Time', 'did you mean W. Europe Standard Time?'],
    ['W. Europe Daylight Time', 'did you mean W. Europe Standard Time?'],
    ['Europe/Viena', 'did you mean Europe/Vienna?'],
    ['+03:30', 'zones are named as Europe/Vienna, W. Europe Standard Time, UTC or +02:00'],
    ['+15:00', 'zones are named as Europe/Vienna, W. Europe Standard Time, UTC or +02:00'],
    ['', 'zones are named as Europe/Vienna, W. Europe Standard Time, UTC or +02:00'],
  ])('not %s', (given, hint) => {
    expect(() => checkedZone(given)).toThrow(
      expect.objectContaining({ code: 'unknown-zone', hint }),
    );
  });
});

describe('typed times', () => {
  const now = wall('2024-05-04T12:00:00');
  const parse = (text: string, zone = 'UTC'): string =>
    iso(parseTime(text, '--since', zone, now).ms);
  it('are days, moments, moments of a zone, or spans back', () => {
    expect(parse('2024-05-01', 'Europe/Vienna')).toBe('2024-04-30T22:00:00.000Z');
    expect(parse('2024-05-01T12:30')).toBe('2024-05-01T12:30:00.000Z');
    expect(parse('2024-05-01T12:30Z', 'Europe/Vienna')).toBe('2024-05-01T12:30:00.000Z');
    expect(parse('2024-05-01 12:30:01.5+02:00')).toBe('2024-05-01T10:30:01.500Z');
    expect(parse('7d')).toBe('2024-04-27T12:00:00.000Z');
  });
  it.each(['2024-13-01', '2024-02-30', 'yesterday', '', '2024-05-01T25:00'])(
    'refuse %s',
    (text) => {
      expect(() => parse(text)).toThrow('is not a time');
    },
  );
});
