import { isProbe } from '../eas/probes.ts';
import { AccountBytes, isProbeDevice } from './account-bytes.ts';
import { ByteCache } from './byte-cache.ts';
import type { ByteRow } from './byte-row.ts';
import {
  putDecoded,
  putField,
  putOrNone,
  putText,
  type ExpressDimension,
} from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';
import { slot } from './query-names.ts';
import { accessBytes, versionBytes } from './remembered-values.ts';

/** `request_clients` of an IIS line: account, agent, and what the query says of the device. */
export class IisClients implements ExpressDimension {
  readonly table = 'request_clients';
  readonly columns: Readonly<Record<string, string>>;
  readonly #keepQuery: boolean;
  readonly #account = new AccountBytes();
  readonly #claim = new AccountBytes();
  readonly #versions = new ByteCache(versionBytes);
  readonly #access = new ByteCache(accessBytes);
  readonly #agents = new ByteCache((text) =>
    isProbe({ users: [], devices: [], agent: text.replaceAll('+', ' ') }),
  );

  constructor(keepQuery: boolean) {
    this.#keepQuery = keepQuery;
    const names = [
      ...['user_name', 'user_domain', 'user_claimed', 'user_agent', 'device_id', 'device_type'],
      ...['protocol_version', 'policy_key', 'access_state', 'access_reason', 'smtp_address'],
      ...['device_os', ...(keepQuery ? ['user_as_logged', 'user_agent_as_logged'] : [])],
    ];
    this.columns = {
      ...Object.fromEntries(names.map((name) => [name, 'VARCHAR'])),
      is_probe: 'BOOLEAN',
    };
  }

  write(line: IisLine, row: ByteRow): boolean {
    const { bytes, places, isEas } = line;
    const isProbeUser = this.#putUsers(line, row);
    if (isProbeUser === undefined) return false;
    const hasAgent = line.has(places.agent);
    const agent = line.start(places.agent);
    if (hasAgent) row.spaced(bytes, agent, line.end(places.agent));
    else row.none();
    const device = row.at;
    if (!this.#putDevice(line, row)) return false;
    if (this.#keepQuery) {
      putField(line, row, places.user);
      putField(line, row, places.agent);
    }
    const isTester =
      isProbeUser ||
      (isEas && namesProbe(row, device)) ||
      (hasAgent && this.#agents.get(bytes, agent, line.end(places.agent)));
    putText(row, isTester ? 't' : 'f');
    return true;
  }

  /** Whether the account is a tester's; undefined where the line is not regular. */
  #putUsers(line: IisLine, row: ByteRow): boolean | undefined {
    const { bytes, places } = line;
    const account = this.#account;
    const isKnown = line.has(places.user);
    if (isKnown) {
      if (!account.read(bytes, line.start(places.user), line.end(places.user))) return undefined;
      account.putName(row);
      account.putDomain(row);
    } else {
      row.none();
      row.none();
    }
    const claim = this.#claim;
    if (!line.isEas || !line.hasCut(slot.user)) {
      if (line.isEas && line.base64?.hasUser === true) return undefined;
      row.none();
      return isKnown && account.isProbe();
    }
    if (!claim.read(bytes, line.cutStart(slot.user), line.cutEnd(slot.user))) return undefined;
    if (isKnown && claim.hasSameName(account)) row.none();
    else claim.putName(row);
    return (isKnown && account.isProbe()) || claim.isProbe();
  }

  /** From device_id to device_os. */
  #putDevice(line: IisLine, row: ByteRow): boolean {
    if (!line.isEas) {
      for (let i = 0; i < 8; i++) row.none();
      return true;
    }
    const { base64, bytes } = line;
    if (!putDecoded(line, row, slot.deviceId, base64?.deviceId)) return false;
    if (!putDecoded(line, row, slot.deviceType, base64?.deviceType)) return false;
    const from = line.cutStart(slot.version);
    const version =
      from === 0
        ? base64?.protocolVersion
        : this.#versions.get(bytes, from, line.cutEnd(slot.version));
    if (from !== 0 && version === undefined) return false;
    putOrNone(row, version);
    if (line.hasCut(slot.policyKey)) {
      row.raw(bytes, line.cutStart(slot.policyKey), line.cutEnd(slot.policyKey));
    } else putOrNone(row, base64?.policyKey);
    if (!this.#putAccess(line, row)) return false;
    return putDecoded(line, row, slot.smtpAddress) && putDecoded(line, row, slot.deviceOs);
  }

  #putAccess(line: IisLine, row: ByteRow): boolean {
    if (!line.hasCut(slot.access)) {
      row.none();
      row.none();
      return true;
    }
    const [from, to] = [line.cutStart(slot.access), line.cutEnd(slot.access)];
    const value = this.#access.get(line.bytes, from, to);
    if (value === undefined) return false;
    row.raw(value, 0, value.length);
    return true;
  }
}

/** Whether the device id or type written at `start` is a tester's. */
function namesProbe(row: ByteRow, start: number): boolean {
  const type = row.out.indexOf(1, start) + 1;
  return (
    isProbeDevice(row.out, start, type) ||
    isProbeDevice(row.out, type, row.out.indexOf(1, type) + 1)
  );
}
