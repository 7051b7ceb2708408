import type { Generation } from './clients.ts';
import type { Random } from './random.ts';

/** A mailbox owner as the directory knows them. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly samAccountName: string;
  readonly userPrincipalName: string;
  readonly mail: string;
  readonly domain: Domain;
  /** From the domain downwards: `['Sales', 'Field']`. */
  readonly ou: readonly string[];
  readonly generation: Generation;
}

export interface Domain {
  readonly dns: string;
  readonly netbios: string;
}

interface Unit {
  readonly domain: Domain;
  readonly ou: readonly string[];
  readonly weight: number;
  /** The Exchange release that holds these mailboxes. */
  readonly generation: Generation;
}

const contoso: Domain = { dns: 'contoso.com', netbios: 'CONTOSO' };
const branch: Domain = { dns: 'branch.contoso.com', netbios: 'BRANCH' };
const fabrikam: Domain = { dns: 'fabrikam.com', netbios: 'FABRIKAM' };

const units: readonly Unit[] = [
  { domain: contoso, ou: ['Sales', 'Field'], weight: 16, generation: '2010' },
  { domain: contoso, ou: ['Sales', 'Inside'], weight: 9, generation: '2010' },
  { domain: contoso, ou: ['Sales'], weight: 3, generation: '2010' },
  { domain: contoso, ou: ['Service', 'Drivers'], weight: 8, generation: '2010' },
  { domain: contoso, ou: ['Engineering'], weight: 9, generation: '2016' },
  { domain: contoso, ou: ['Engineering', 'Platform'], weight: 10, generation: '2016' },
  { domain: contoso, ou: ['Engineering', 'Platform', 'On Call'], weight: 4, generation: '2016' },
  { domain: contoso, ou: ['Finance'], weight: 8, generation: '2016' },
  { domain: contoso, ou: ['Executives'], weight: 3, generation: '2016' },
  { domain: branch, ou: ['Stores', 'North'], weight: 7, generation: '2010' },
  { domain: branch, ou: ['Stores', 'South'], weight: 6, generation: '2010' },
  { domain: fabrikam, ou: ['Plants', 'Casting'], weight: 9, generation: '2003' },
  { domain: fabrikam, ou: ['Plants', 'Assembly'], weight: 5, generation: '2003' },
  { domain: fabrikam, ou: ['Office'], weight: 3, generation: '2003' },
];

const firstNames =
  'Anna Bo Carla Dmitri Elif Farid Greta Hugo Ines Jonas Kaya Lars Mina Noor Otto Petra Quentin Rosa Sven Tara Ulla Viktor Wanda Xavier Yusuf Zoe Amara Bruno Chiara Emil'.split(
    ' ',
  );
const lastNames =
  'Berg Lind Okafor Petrov Yilmaz Haddad Novak Silva Keller Moreau Jansen Costa Weber Nyberg Rossi Tanaka Vidal Olsen Baker Kowalski Dahl Fischer Ibarra Marino Patel Quist Ramos Steiner Ueda Winter'.split(
    ' ',
  );

export function createPeople(random: Random, count: number): Person[] {
  const taken = new Map<string, number>();
  const weighted = units.map((unit) => [unit, unit.weight] as const);
  return Array.from({ length: count }, (_, i) => {
    // The first people cover every unit once, so that a small fleet has all domains and releases.
    const unit = units[i] ?? random.weighted(weighted);
    const firstName = random.pick(firstNames);
    const lastName = random.pick(lastNames);
    const name = `${firstName.charAt(0)}${lastName}`.toLowerCase();
    const used = taken.get(name) ?? 0;
    taken.set(name, used + 1);
    const suffix = used === 0 ? '' : String(used + 1);
    const address =
      `${firstName}.${lastName}${used === 0 ? '' : `.${name}${suffix}`}`.toLowerCase();
    const mail = `${address}@${unit.domain.dns}`;
    return {
      firstName,
      lastName: suffix === '' ? lastName : `${lastName} ${suffix}`,
      samAccountName: name + suffix,
      userPrincipalName: mail,
      mail,
      domain: unit.domain,
      ou: unit.ou,
      generation: unit.generation,
    };
  });
}

export function displayName(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

/** `contoso.com/Sales/Field/Anna Berg` */
export function canonicalName(person: Person): string {
  return [person.domain.dns, ...person.ou, displayName(person)].join('/');
}

/** `CN=Anna Berg,OU=Field,OU=Sales,DC=contoso,DC=com` */
export function distinguishedName(person: Person): string {
  return [
    `CN=${displayName(person)}`,
    ...person.ou.toReversed().map((ou) => `OU=${ou}`),
    ...person.domain.dns.split('.').map((label) => `DC=${label}`),
  ].join(',');
}

export type Spelling = 'bare' | 'netbios' | 'upn' | 'dns';

/** One of the ways in which the same person's name gets into a log. */
export function spell(person: Person, spelling: Spelling): string {
  switch (spelling) {
    case 'bare':
      return person.samAccountName;
    case 'netbios':
      return `${person.domain.netbios}\\${person.samAccountName}`;
    case 'upn':
      return person.userPrincipalName;
    case 'dns':
      return `${person.domain.dns}\\${person.samAccountName}`;
  }
}
