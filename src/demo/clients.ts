import { HEX, UPPER_ALPHANUMERIC, UPPER_HEX, type Random } from './random.ts';

/** The Exchange releases of the fleet. */
export type Generation = '2003' | '2010' | '2016';

/** How a client chooses its heartbeat intervals. */
export type PushStrategy =
  /** Always the same interval. */
  | { readonly kind: 'fixed'; readonly heartbeatS: number }
  /** Starts low, climbs while nothing breaks, falls back when a connection is cut. */
  | {
      readonly kind: 'adaptive';
      readonly startS: number;
      readonly stepS: number;
      readonly maxS: number;
    }
  /** No push: a Sync every so many minutes. */
  | { readonly kind: 'scheduled'; readonly everyMin: number }
  /** Sync with a heartbeat of its own instead of Ping. */
  | { readonly kind: 'hanging-sync'; readonly heartbeatS: number };

export interface ClientFamily {
  readonly family: string;
  readonly deviceType: string;
  /** What belongs together. */
  readonly builds: readonly (readonly [userAgent: string, os: string, model: string])[];
  readonly deviceId: (random: Random) => string;
  /** Which comes first in the query; clients differ. */
  readonly parameterOrder: 'user-first' | 'command-first';
  readonly base64Query?: boolean;
  readonly protocol: Readonly<Partial<Record<Generation, string>>>;
  /** How common it is among the mailboxes of that release. */
  readonly share: Readonly<Record<Generation, number>>;
  readonly push: readonly (readonly [PushStrategy, number])[];
}

const fixed = (heartbeatS: number): PushStrategy => ({ kind: 'fixed', heartbeatS });
const scheduled = (everyMin: number): PushStrategy => ({ kind: 'scheduled', everyMin });
const adaptive = (startS: number, stepS: number, maxS: number): PushStrategy => ({
  kind: 'adaptive',
  startS,
  stepS,
  maxS,
});

export const clientFamilies: readonly ClientFamily[] = [
  {
    family: 'Windows Mobile',
    deviceType: 'PocketPC',
    builds: [
      ['MSFT-PPC/5.1.2301', 'Windows CE 5.1', 'HTC Touch Pro2'],
      ['MSFT-PPC/5.2.5082', 'Windows CE 5.2.21869', 'Samsung Omnia II'],
    ],
    deviceId: (random) => random.text(UPPER_HEX, 32),
    parameterOrder: 'user-first',
    protocol: { '2003': '25', '2010': '121' },
    share: { '2003': 40, '2010': 4, '2016': 0 },
    push: [
      [adaptive(480, 300, 1740), 70],
      [scheduled(60), 30],
    ],
  },
  {
    family: 'Windows Mobile',
    deviceType: 'SmartPhone',
    builds: [['MSFT-SPhone/5.2.5070', 'Windows CE 5.2.20757', 'Motorola Q 9h']],
    deviceId: (random) => random.text(UPPER_HEX, 32),
    parameterOrder: 'user-first',
    protocol: { '2003': '25', '2010': '121' },
    share: { '2003': 25, '2010': 2, '2016': 0 },
    push: [
      [adaptive(480, 300, 1740), 80],
      [scheduled(30), 20],
    ],
  },
  {
    family: 'Nokia Mail for Exchange',
    deviceType: 'IMEI',
    builds: [['NokiaE72/2.09(158)MailforExchange', 'Symbian 9.3', 'Nokia E72']],
    deviceId: (random) => `IMEI35${random.text('0123456789', 13)}`,
    parameterOrder: 'user-first',
    protocol: { '2003': '25', '2010': '25' },
    share: { '2003': 20, '2010': 4, '2016': 0 },
    push: [
      [fixed(540), 60],
      [scheduled(15), 40],
    ],
  },
  {
    family: 'Windows Phone',
    deviceType: 'WP',
    builds: [['MSFT-WP/8.0.10521', 'Windows Phone 8.0.10521', 'NOKIA Lumia 920']],
    deviceId: (random) => random.text(UPPER_HEX, 32),
    parameterOrder: 'user-first',
    base64Query: true,
    protocol: { '2010': '141' },
    share: { '2003': 0, '2010': 8, '2016': 0 },
    push: [[adaptive(480, 420, 1740), 100]],
  },
  {
    family: 'iPhone',
    deviceType: 'iPhone',
    builds: [
      ['Apple-iPhone14C2/2105.296', 'iOS 17.4.1 21E236', 'iPhone14C2'],
      ['Apple-iPhone12C1/2007.54', 'iOS 16.7.7 20H330', 'iPhone12C1'],
      ['Apple-iPhone16C1/2106.217', 'iOS 17.5 21F79', 'iPhone16C1'],
    ],
    deviceId: (random) => random.text(UPPER_ALPHANUMERIC, 26),
    parameterOrder: 'user-first',
    protocol: { '2003': '25', '2010': '141', '2016': '161' },
    share: { '2003': 15, '2010': 40, '2016': 45 },
    push: [
      [fixed(900), 50],
      [fixed(1680), 20],
      [scheduled(30), 15],
      [scheduled(60), 15],
    ],
  },
  {
    family: 'iPad',
    deviceType: 'iPad',
    builds: [['Apple-iPad13C1/2105.296', 'iOS 17.4.1 21E236', 'iPad13C1']],
    deviceId: (random) => random.text(UPPER_ALPHANUMERIC, 26),
    parameterOrder: 'user-first',
    protocol: { '2010': '141', '2016': '161' },
    share: { '2003': 0, '2010': 10, '2016': 12 },
    push: [
      [fixed(900), 60],
      [scheduled(30), 40],
    ],
  },
  {
    family: 'Android',
    deviceType: 'Android',
    builds: [
      ['Android-SAMSUNG-SM-S918B/101.14', 'Android 14', 'SM-S918B'],
      ['Android/13-EAS-2.0', 'Android 13', 'Pixel 8'],
    ],
    deviceId: (random) => `androidc${random.text('0123456789', 10)}`,
    parameterOrder: 'command-first',
    protocol: { '2010': '140', '2016': '161' },
    share: { '2003': 0, '2010': 26, '2016': 22 },
    push: [
      [adaptive(480, 480, 1680), 60],
      [fixed(1680), 25],
      [scheduled(15), 15],
    ],
  },
  {
    family: 'TouchDown',
    deviceType: 'TouchDown',
    builds: [['TouchDown(MSRPC)/8.4.00086', 'Android 4.4.2', 'GT-I9505']],
    deviceId: (random) => `3${random.text(HEX, 31)}`,
    parameterOrder: 'command-first',
    protocol: { '2010': '121' },
    share: { '2003': 0, '2010': 6, '2016': 0 },
    push: [[fixed(480), 100]],
  },
  {
    family: 'Outlook mobile',
    deviceType: 'Outlook',
    builds: [
      ['Outlook-iOS-Android/1.0', 'Outlook for iOS and Android 1.0', 'Outlook for iOS and Android'],
    ],
    deviceId: (random) => random.text(UPPER_HEX, 32),
    parameterOrder: 'command-first',
    protocol: { '2016': '161' },
    share: { '2003': 0, '2010': 0, '2016': 21 },
    push: [
      [{ kind: 'hanging-sync', heartbeatS: 1800 }, 60],
      [{ kind: 'hanging-sync', heartbeatS: 3540 }, 40],
    ],
  },
];

/** The families of one release with their shares, ready for `Random.weighted`. */
export function familiesOf(generation: Generation): (readonly [ClientFamily, number])[] {
  return clientFamilies
    .filter((family) => family.share[generation] > 0)
    .map((family) => [family, family.share[generation]] as const);
}
