/** Where an object stands in the directory. */
export interface DirectoryPlace {
  /** The canonical name: `contoso.com/Sales/Anna Berg`. */
  readonly path: string;
  /** The DNS domain, lower case. */
  readonly domain: string;
  /** The container in canonical form: `contoso.com/Sales`; null directly under the domain. */
  readonly ou: string | null;
  /** The object's own name, as written. */
  readonly name: string;
}

/**
 * `CN=Lind\, Bo,OU=Finance,DC=contoso,DC=com` -> contoso.com/Finance/Lind, Bo. Undefined for what is
 * no distinguished name of an object in a domain.
 */
export function placeOfDn(dn: string): DirectoryPlace | undefined {
  const parts = splitDn(dn);
  if (parts === undefined) return undefined;
  const domain = parts
    .filter(([type]) => type === 'dc')
    .map(([, value]) => value.toLowerCase())
    .join('.');
  const containers = parts.filter(([type]) => type !== 'dc').map(([, value]) => value);
  const [name, ...above] = containers;
  if (domain === '' || name === undefined) return undefined;
  return place(domain, above.reverse(), name);
}

/**
 * The path of an OU given in either form, in canonical form: `OU=Sales,DC=contoso,DC=com` and
 * `contoso.com/Sales/` -> contoso.com/Sales.
 */
export function canonicalOu(text: string): string {
  const parts = splitDn(text);
  const domain = (parts ?? []).filter(([type]) => type === 'dc').map(([, value]) => value);
  if (parts === undefined || domain.length === 0) return text.trim().replace(/\/+$/, '');
  const containers = parts.filter(([type]) => type !== 'dc').map(([, value]) => value);
  return [domain.join('.').toLowerCase(), ...containers.reverse().map(escaped)].join('/');
}

/**
 * The mailbox in a device's Identity: `contoso.com/Sales/Anna Berg/ExchangeActiveSyncDevices/...`, or
 * the same as a distinguished name; Exchange Online has `Anna\ExchangeActiveSyncDevices\...`, which names no place.
 */
export function ownerOfIdentity(identity: string): DirectoryPlace | { name: string } | undefined {
  const below = /^[^=]+=(?:[^,\\]|\\.)*,\s*CN=ExchangeActiveSyncDevices\s*,(.*)$/is.exec(identity);
  if (below !== null) return placeOfDn(below[1] ?? '');
  const match = /^(.*?)[/\\]ExchangeActiveSyncDevices(?:[/\\]|$)/i.exec(identity.trim());
  const owner = match?.[1];
  if (owner === undefined || owner === '') return undefined;
  const [domain = '', ...rest] = owner.split(/(?<!\\)\//);
  const name = rest.pop();
  if (name === undefined || !domain.includes('.')) return { name: unescaped(owner) };
  return place(domain.toLowerCase(), rest.map(unescaped), unescaped(name));
}

function place(domain: string, containers: readonly string[], name: string): DirectoryPlace {
  const ou = [domain, ...containers.map(escaped)].join('/');
  return {
    path: `${ou}/${escaped(name)}`,
    domain,
    ou: containers.length === 0 ? null : ou,
    name,
  };
}

const escaped = (name: string): string => name.replaceAll('/', String.raw`\/`);
const unescaped = (name: string): string => name.replaceAll(/\\(.)/gs, '$1');

/** Type (lower case) and value of each part, values unescaped (RFC 4514: `\,`, `\2C`, quotes). */
function splitDn(dn: string): [type: string, value: string][] | undefined {
  const parts: [string, string][] = [];
  const part =
    /\s*([A-Za-z][A-Za-z0-9.-]*)\s*=\s*("(?:[^"\\]|\\.)*"|(?:[^,;\\]|\\.)*)\s*(?:[,;]|$)/sy;
  while (part.lastIndex < dn.length) {
    const match = part.exec(dn);
    if (match === null) return undefined;
    parts.push([(match[1] ?? '').toLowerCase(), unescapedDn(match[2] ?? '')]);
  }
  return parts.length === 0 ? undefined : parts;
}

function unescapedDn(written: string): string {
  // A blank at the end that belongs to the name is escaped.
  const value = /^(?:[^\\\s]|\\.|\s+(?=\S))*/s.exec(written)?.[0] ?? '';
  const bare = /^".*"$/s.test(value) ? value.slice(1, -1) : value;
  const bytes = bare.replaceAll(/(?:\\[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('\\', ''), 'hex').toString('utf8'),
  );
  return bytes.replaceAll(/\\(.)/gs, '$1');
}
