import { codesOf, type Code } from './code.ts';
import { httpStatuses } from './http.ts';
import { commonStatuses } from './status.ts';

const cert =
  'Check name, dates and chain of the server certificate, and install its root on the device if it is a private one.';
const password =
  'Enter user name, domain and password again on the device; check that the account is neither locked nor expired.';
const restricted =
  'Set AllowNonProvisionableDevices to true in the mailbox policy, or bring every setting that the device does not support back to its default; a device that has synchronised already is not affected. Windows Phone 7 honours twelve settings only: DevicePasswordEnabled, MinDevicePasswordLength, MaxInactivityTimeDeviceLock, MaxDevicePasswordFailedAttempts, AllowSimpleDevicePassword, DevicePasswordExpiration, DevicePasswordHistory, AllowStorageCard, AllowIrDA, AllowDesktopSync, AllowRemoteDesktop, AllowInternetSharing.';

/** Codes that Windows clients show to the person ("Support code: 0x..."). */
// prettier-ignore
export const supportCodes: readonly Code[] = codesOf('support', [
  ['0x85010004', 'E_HTTP_FORBIDDEN', 'The server answered 403: the user may not use ActiveSync, or SSL or a client certificate is wanted.', 'Check that ActiveSync is enabled for the mailbox and read the sub-status in the log.'],
  ['0x85010005', 'E_HTTP_NOT_FOUND', 'The server answered 404: no ActiveSync at this address.', 'Check the server name on the device and the virtual directory.'],
  ['0x85010014', 'E_HTTP_SERVER_ERROR', 'The server answered 500 to the device.', 'Look at the error token of the request and at the server\'s event log of that minute. On Exchange 2003 often SSL or forms-based authentication on the Exchange virtual directory.'],
  ['0x85010017', 'E_HTTP_SERVICE_UNAVAIL', 'The server answered 503: throttled, overloaded or stopped.', 'Look at the error token (OverBudget, TooManyJobsQueued); else check the application pool.'],
  ['0x85002004', 'E_FAIL_ABORT', 'The synchronisation was broken off.', 'Try again; with most devices at once, look at the network.'],
  ['0x85030027', 'E_ACTIVESYNC_GETCERT', 'The server wants a client certificate.', 'Install one on the device or do not require it.'],
  ['0x85030028', 'E_ACTIVESYNC_PASSWORD_OR_GETCERT', 'The server wants a password or a client certificate.', password],
  ['0x85050002', 'E_CREDENTIALS_UNAVAILABLE', 'The device has no credentials.', password],
  ['0x86000108', 'Read status changed', 'Windows Mobile 5.0 with Exchange 2003 SP2: whether a message or a task is read has changed, and the change could not be synchronised.', 'Synchronise by hand; it stays until that goes well or the item is deleted or done.'],
  ['0x86000C0D', 'MAILBOX_SERVEROFFLINE', 'The mailbox server is offline (status 114).', 'Check the database and its server.'],
  ['0x86000C16', 'USER_HASNOMAILBOX', 'The user has no mailbox (status 123).', 'Check that the account is mailbox-enabled and the right one.'],
  ['0x86000C2A', 'DEVICE_POLICYREFRESH', 'The policy has changed and must be fetched again (status 143).', 'Normal once; in a loop, compare the policy with what the device supports.'],
  ['0x86000C2B', 'Policy not supported', 'The mailbox policy asks for more than the device supports, so the device refuses to synchronise. (The generic table calls the same number status 144, InvalidPolicyKey.)', restricted],
  ['0x80883001', 'Server changed', 'The server has changed: the device must be synchronised anew in full.', 'On the device remove the Exchange partnership (or the account) and make it again; everything is fetched anew.'],
  ['0x80072EE2', 'ERROR_INTERNET_TIMEOUT', 'The server did not answer in time.', 'Check coverage, DNS and firewall; try the address from a browser on the device.'],
  ['0x80072EE7', 'ERROR_INTERNET_NAME_NOT_RESOLVED', 'The name of the server could not be resolved.', 'Check the server name on the device and DNS outside.'],
  ['0x80072EFD', 'ERROR_INTERNET_CANNOT_CONNECT', 'No connection to the server could be made.', 'Check that port 443 is open from outside and the server name is right.'],
  ['0x80072F05', 'ERROR_INTERNET_SEC_CERT_DATE_INVALID', 'The server certificate has expired or is not valid yet.', 'Renew it, or set the clock of the device.'],
  ['0x80072F06', 'ERROR_INTERNET_SEC_CERT_CN_INVALID', 'The server certificate is for another name.', 'Use the name in the certificate, or get one with the right name.'],
  ['0x80072F0D', 'ERROR_INTERNET_INVALID_CA', 'The issuer of the server certificate is not trusted.', cert],
  ['0x80072F17', 'ERROR_INTERNET_SEC_CERT_ERRORS', 'The server certificate has errors.', cert],
  ['0x800C0019', 'INET_E_INVALID_CERTIFICATE', 'The server certificate is not valid.', cert],
  ['0x8007052F', 'ERROR_ACCOUNT_RESTRICTION', 'A restriction of the account forbids the logon.', 'Check the restrictions of the account (hours, computers, empty password).'],
  ['0x8007052E', 'ERROR_LOGON_FAILURE', 'User name or password is wrong.', password],
  ['0x8000FFFF', 'E_UNEXPECTED', 'Something failed that was not expected.', 'Look at what the server logged for the device at that time.'],
  ['0x80004005', 'E_FAIL', 'An error without further detail.', 'Look at what the server logged for the device at that time.'],
]);

/** Support codes of one maker and what their first digits say, longest first. */
// prettier-ignore
const families: readonly (readonly [prefix: string, meaning: string, action: string])[] = [
  ['8501', 'an HTTP error that the device got from the server; the last digits follow HTTP\'s errors in their order', 'Look up the device\'s request in the log: its HTTP status tells more.'],
  ['8500', 'an error of the synchronisation itself on the device', 'Try again; then remove and add the account.'],
  ['8503', 'an error of ActiveSync on the device: certificate or password', password],
  ['8505', 'an error of the credentials on the device', password],
  ['8600', 'a status of the server as the device shows it', 'Look up the device\'s request in the log: its status (S, SC1) tells more.'],
  ['85', 'an error of the synchronisation client on the device', 'Look up the device\'s request in the log.'],
  ['86', 'an error of the server as the device shows it', 'Look up the device\'s request in the log.'],
  ['8088', 'an error of ActiveSync on Windows Mobile, of which no public table exists', 'Look up the device\'s request in the log; a soft reset and a new partnership help with most.'],
  ['80072', 'a network error of Windows (Internet functions) on the device', 'Check coverage, server name, DNS and certificate.'],
  ['800C', 'an error of Windows\' Internet component on the device', cert],
  ['8009', 'a security error of Windows (logon or certificate)', 'Check credentials and certificates.'],
  ['8007', 'a Windows error (win32) in the form of a result code', 'The last four digits are the win32 code: on Windows, certutil -error names it.'],
  ['8004', 'an error of a Windows component', 'Look up the device\'s request in the log.'],
];

/** A support code, known or placed in its family; undefined where it is of no family. */
export function explainSupportCode(digits: string): Code | undefined {
  const hex = digits.toUpperCase();
  const code = `0x${hex}`;
  const known = supportCodes.find((one) => one.code.toUpperCase() === code.toUpperCase());
  if (known) return known;
  if (hex.startsWith('86000C')) {
    // Checked on the four published codes of this family: the status is 101 + the last byte.
    const number = String(101 + Number.parseInt(hex.slice(6), 16));
    const status = commonStatuses.find((one) => one.code === number);
    return {
      kind: 'support',
      code,
      ...(status?.name === undefined ? {} : { name: status.name }),
      meaning:
        status === undefined
          ? `A status of the server, by its number ${number}, which no public table names.`
          : `Status ${number} of the server: ${lowerFirst(status.meaning)}`,
      ...(status?.action === undefined ? {} : { action: status.action }),
    };
  }
  const status = hex.startsWith('850100') ? httpOf(Number.parseInt(hex.slice(6), 16)) : undefined;
  if (status !== undefined) {
    const known = httpStatuses.find((one) => one.code === status);
    return {
      kind: 'support',
      code,
      meaning:
        `By its place in the family of 0x850100xx codes, which follow HTTP's errors in their order: the server answered ${status} to the device. ${known?.meaning ?? ''}`.trim(),
      action: known?.action ?? "Look up the device's request in the log.",
    };
  }
  const family = families.find(([prefix]) => hex.startsWith(prefix));
  if (family === undefined) return undefined;
  return {
    kind: 'support',
    code,
    meaning: `A code without an entry here. A 0x${family[0]}${'x'.repeat(8 - family[0].length)} code: ${family[1]}.`,
    action: family[2],
  };
}

// The published codes 0x04 = 403, 0x05 = 404, 0x14 = 500 and 0x17 = 503 fix the two runs. Between them is room for
// one, and Windows' own list of HTTP errors has one there.
function httpOf(place: number): string | undefined {
  if (place === 0x13) return '449';
  if (place >= 0x01 && place <= 0x12) return String(399 + place);
  return place >= 0x14 && place <= 0x19 ? String(480 + place) : undefined;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
