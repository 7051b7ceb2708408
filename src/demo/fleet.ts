import { familiesOf, type ClientFamily, type PushStrategy } from './clients.ts';
import { createPeople, type Person, type Spelling } from './organisation.ts';
import { createRandom, type Random } from './random.ts';
import type { SiteName } from './sites.ts';

/** What is the matter with a device; most are `normal`. */
export type Story =
  | 'normal'
  /** Starts its mailbox over and over: full synchronisation every half minute. */
  | 'resync-loop'
  /** Keeps sending a password that has expired. */
  | 'password-expired'
  /** Never finishes provisioning. */
  | 'provision-loop'
  | 'throttled'
  | 'mailbox-full'
  | 'blocked'
  | 'quarantined'
  /** Known to Exchange, but silent for weeks. */
  | 'stale'
  | 'never-synced';

export interface Device {
  readonly id: string;
  readonly family: ClientFamily;
  readonly model: string;
  readonly userAgent: string;
  readonly os: string;
  readonly owner: Person;
  readonly spelling: Spelling;
  readonly protocol: string;
  readonly policyKey: number;
  readonly push: PushStrategy;
  readonly story: Story;
  /** The site that the device talks to, and the one behind it. */
  readonly front: SiteName;
  readonly back: SiteName | null;
  readonly clientIp: string;
  /** Connections that are silent for so long are cut; null where nothing cuts. */
  readonly cutS: number | null;
  /** Switched off at night. */
  readonly sleeps: boolean;
}

export interface Fleet {
  readonly people: readonly Person[];
  readonly devices: readonly Device[];
}

/** The carrier whose firewall cuts idle connections to CAS10B. */
const CUT_NETWORK = '203.0.113';
const CUT_SECONDS = 480;
const openNetworks = ['198.51.100', '100.66.12', '100.71.200', '172.27.40'] as const;

const stories: readonly Story[] = [
  'resync-loop',
  'password-expired',
  'provision-loop',
  'throttled',
  'mailbox-full',
  'blocked',
  'quarantined',
  'stale',
  'never-synced',
];

/** Nine devices in ten have an owner with one device; the tenth belongs to someone who has one. */
const PEOPLE_SHARE = 0.9;

/** The people of the fleet and their devices; the same for the same seed and number. */
export function createFleet(seed: number, deviceCount: number): Fleet {
  const random = createRandom(seed).fork('fleet');
  const people = createPeople(
    random.fork('people'),
    Math.max(1, Math.ceil(deviceCount * PEOPLE_SHARE)),
  );
  const devices = Array.from({ length: deviceCount }, (_, i) => {
    const owner = people[i] ?? random.pick(people);
    return createDevice(random.fork(`device/${i}`), owner, storyOf(random, i, owner));
  });
  return { people, devices };
}

/** The first devices that can tell a story tell one each; later ones are stale or new now and then. */
function storyOf(random: Random, index: number, owner: Person): Story {
  if (owner.generation === '2003') return 'normal';
  const story = stories[index];
  if (story !== undefined) return story;
  return random.weighted([
    ['normal', 90],
    ['stale', 6],
    ['never-synced', 2],
    ['blocked', 1],
    ['quarantined', 1],
  ] as const);
}

function createDevice(random: Random, owner: Person, story: Story): Device {
  const { generation } = owner;
  const family = random.weighted(familiesOf(generation));
  const [userAgent, os, model] = random.pick(family.builds);
  const [front, back] = route(random, owner);
  const behindCut = front === 'CAS10B' && random.chance(0.9);
  return {
    id: family.deviceId(random),
    family,
    model,
    userAgent,
    os,
    owner,
    story,
    spelling: random.weighted([
      ['netbios', 50],
      ['upn', generation === '2003' ? 0 : 30],
      ['bare', 14],
      ['dns', 6],
    ] as const),
    protocol: family.protocol[generation] ?? '25',
    policyKey: random.int(1_000_000, 4_294_967_295),
    push: behindCut && random.chance(0.96) ? retrying : random.weighted(family.push),
    front,
    back,
    clientIp: behindCut
      ? `${CUT_NETWORK}.${random.int(2, 254)}`
      : address(random, generation === '2016'),
    cutS: behindCut ? CUT_SECONDS : null,
    sleeps: random.chance(0.35),
  };
}

const retrying: PushStrategy = { kind: 'adaptive', startS: 480, stepS: 300, maxS: 1740 };

function address(random: Random, ipv6: boolean): string {
  if (ipv6 && random.chance(0.2)) {
    return `2001:db8:40:${random.int(1, 3)}::${random.text('123456789abcdef', 4)}`;
  }
  return `${random.pick(openNetworks)}.${random.int(2, 254)}`;
}

function route(random: Random, owner: Person): [SiteName, SiteName | null] {
  if (owner.generation === '2003') {
    return random.chance(0.6) ? ['EX03FE', 'EX03BE'] : ['EX03', null];
  }
  if (owner.generation === '2016') {
    const front: SiteName = random.chance(0.5) ? 'EX16A' : 'EX16B';
    return [front, random.chance(0.7) === (front === 'EX16A') ? 'EX16A/back' : 'EX16B/back'];
  }
  // Branch mailboxes live in another site: the head office's server passes their requests on.
  if (owner.domain.netbios === 'BRANCH') return ['CAS10A', 'CAS10C'];
  return [random.chance(0.45) ? 'CAS10A' : 'CAS10B', null];
}
