import path from 'node:path';
import type { Head } from '../parsers/format.ts';

export interface ServerName {
  readonly server: string;
  /** For the summary: `--server`, `folder`, `s-ip`, `s-computername` or `unknown`. */
  readonly from: string;
  readonly explicit: boolean;
  readonly site: string | null;
}

export interface ServerNameRequest {
  readonly path: string;
  /** The argument it was found under. */
  readonly root: string;
  readonly head: Head;
  /** `--server` or the config's name for this file. */
  readonly given?: string;
}

const sitePattern = /^(?:W3SVC|FTPSVC|SMTPSVC|MSFTPSVC)\d+$/i;
const generic =
  /^(?:W3SVC\d*|FTPSVC\d*|SMTPSVC\d*|MSFTPSVC\d*|LogFiles|logs?|inetpub|system32|windows|iis|iislogs?|httperr|httpproxy|exchange|logging|archives?|backups?|old|new|data|temp|tmp|downloads?|desktop|documents?|home|users?|root|mnt|media|var|srv|opt|share[sd]?|volumes?|[a-z]:?|\.{0,2}|\d+|\d{2,4}[-_.]?\d{2}([-_.]?\d{2})?)$/i;

/** The server of the rows that name none (contract.md section 5, "server"). */
export function serverName(request: ServerNameRequest): ServerName {
  const folders = foldersOf(request);
  const site = folders.find((name) => sitePattern.test(name)) ?? siteBeside(request.path);
  const at = (server: string, from: string, explicit = false): ServerName => ({
    server,
    from,
    explicit,
    site,
  });
  if (request.given !== undefined) return at(request.given, '--server', true);
  const folder = folders.find((name) => !isGeneric(name));
  if (folder !== undefined) return at(folder, 'folder');
  const address = mostFrequentAddress(request.head);
  return address === undefined ? at('(unknown)', 'unknown') : at(address, 's-ip');
}

/** The folders that may name a server, nearest first. */
function foldersOf({ path: file, root }: ServerNameRequest): string[] {
  const parents = partsOf(path.dirname(file)).reverse();
  if (path.resolve(root) === path.resolve(file)) {
    // One file: its folder counts only beside a site folder.
    const [parent, grandparent] = parents;
    const near = [parent ?? '', grandparent ?? ''];
    return near.some((name) => sitePattern.test(name)) ? near : [];
  }
  const below = parents.length - partsOf(path.dirname(path.resolve(root))).length;
  return parents.slice(0, Math.max(0, below));
}

function siteBeside(file: string): string | null {
  const parent = path.basename(path.dirname(file));
  return sitePattern.test(parent) ? parent : null;
}

function partsOf(folder: string): string[] {
  return path
    .resolve(folder)
    .split(/[\\/]+/)
    .filter((part) => part !== '');
}

function isGeneric(name: string): boolean {
  const home = process.env['USER'] ?? process.env['USERNAME'];
  return generic.test(name) || name === home || /\.(?:zip|gz|zst)$/i.test(name);
}

/** The most frequent s-ip of the first lines; the lowest among equals, loopback last. */
function mostFrequentAddress(head: Head): string | undefined {
  const counts = new Map<string, number>();
  let place = -1;
  for (const line of head.lines) {
    if (/^#\s*Fields\s*:/i.test(line)) {
      place = line
        .split(/\s+/)
        .slice(1)
        .filter(Boolean)
        .map((f) => f.toLowerCase())
        .indexOf('s-ip');
      continue;
    }
    const address = place < 0 || line.startsWith('#') ? undefined : line.trim().split(/ +/)[place];
    if (address === undefined || address === '-' || !/^[0-9a-f.:%]+$/i.test(address)) continue;
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  const ranked = [...counts].sort(
    ([a, x], [b, y]) =>
      Number(isLoopback(a)) - Number(isLoopback(b)) || y - x || compareAddresses(a, b),
  );
  return ranked[0]?.[0];
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function compareAddresses(a: string, b: string): number {
  const key = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(5, '0'));
  return key(a) < key(b) ? -1 : 1;
}
