import path from 'node:path';
import type { LoggedServer } from './logged-server.ts';
import { unknownValue } from '../models/unknown-value.ts';

export interface ServerName {
  readonly server: string;
  /** For the summary: `--server`, `easel.yaml`, `folder`, `s-ip`, `s-computername` or `unknown`. */
  readonly from: string;
  readonly explicit: boolean;
  readonly site: string | null;
}

export interface ServerNameRequest {
  readonly path: string;
  /** The argument it was found under. */
  readonly root: string;
  /** What its records say. */
  readonly logged: LoggedServer;
  /** `--server` or the config's name for this file. */
  readonly given?: string;
  readonly givenBy?: '--server' | 'easel.yaml';
}

const sitePattern = /^(?:W3SVC|FTPSVC|SMTPSVC|MSFTPSVC)\d+$/i;
const generic =
  /^(?:W3SVC\d*|FTPSVC\d*|SMTPSVC\d*|MSFTPSVC\d*|LogFiles|logs?|inetpub|system32|windows|iis|iislogs?|httperr|httpproxy|exchange|logging|archives?|backups?|old|new|data|temp|tmp|downloads?|desktop|documents?|home|users?|root|mnt|media|var|srv|opt|share[sd]?|volumes?|[a-z]:?|\.{0,2}|\d+|\d{2,4}[-_.]?\d{2}([-_.]?\d{2})?)$/i;

/** The server of the rows that name none (docs/definitions.md, "Server"). */
export function serverName(request: ServerNameRequest): ServerName {
  const folders = foldersOf(request);
  const site = folders.find((name) => sitePattern.test(name)) ?? siteBeside(request.path);
  const at = (server: string, from: string, explicit = false): ServerName => ({
    server,
    from,
    explicit,
    site,
  });
  // Where every line names its server, no other name is needed, and none is a contradiction.
  const { name } = request.logged;
  if (name !== undefined) return at(name, 's-computername', true);
  if (request.given !== undefined) return at(request.given, request.givenBy ?? '--server', true);
  const folder = folders.find((name) => !isGeneric(name));
  if (folder !== undefined) return at(folder, 'folder');
  const { address } = request.logged;
  return address === undefined ? at(unknownValue, 'unknown') : at(address, 's-ip');
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
