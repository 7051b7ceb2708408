import { codesOf, type Code } from './code.ts';

interface Phrase {
  readonly pattern: RegExp;
  readonly code: Code;
}

// prettier-ignore
const rows: readonly (readonly [pattern: RegExp, name: string, meaning: string, action: string])[] = [
  [/(cannot|can'?t|could ?n.t) get mail|connection to the server failed|mail server .*not responding/i, 'Cannot get mail', 'iPhone or iPad: the server could not be reached or refused the account.', 'Look for the device in the log: no line means network, DNS or certificate; 401 means password; 403 or 449 means access or policy.'],
  [/unable to verify account|account verification failed|(could not|couldn.t) (be )?verif(y|ied)|(could not|couldn.t) (find your account|sign in)|settings are out of date/i, 'Account not verified', 'The account could not be checked: wrong name, domain or password, a certificate that is not trusted, or ActiveSync disabled.', 'Look for the user in the log: no line means address or certificate; 401 means credentials; 403 means ActiveSync disabled.'],
  [/(security|mailbox|mobile)? ?polic(y|ies).*(not supported|cannot|can'?t|unable|does ?n.t support|refus|enforce)|does ?n.t support.*polic/i, 'Policy not supported', 'The policy asks for more than the device supports; the device refuses to synchronise (86000C2B on Windows Phone).', 'Set AllowNonProvisionableDevices to true, or take out of the policy what the device cannot do.'],
  [/security (update|policy update) (is )?required|requires? (certain |new |updated )?security (polic|setting)/i, 'Security settings asked for', 'Android: the mailbox policy wants settings that the device has not taken yet, a PIN or encryption for instance.', 'Open the notification on the device and accept; the log shows Provision, then Pa:1. If it comes back, compare the policy with what the device supports.'],
  [/(cannot|can.?t|could ?n.t|unable to) send (e-?mail|mail|message)|placed in (your )?outbox/i, 'Cannot send mail', 'The server did not take the message: too large, over quota, or the connection was cut.', 'Look for SendMail or SmartReply of the device: its status and 413, 507 or win32 64 say which.'],
  [/partnership(s)? limit|too many (devices|partnerships)|maximum (number of )?((mobile |phone |device )+)?(devices|phones|partnerships)/i, 'Too many devices', 'The user has as many partnerships as the throttling policy allows (status 177).', 'Remove partnerships that are not used any more, or raise EasMaxDevices.'],
  [/password (is |has |was )?(incorrect|wrong|expired|invalid)|wrong password|invalid (user ?name|credentials)|user ?name or password|authentication (has )?failed|sign[- ]in failed|requires? (a|the|your) password/i, 'Wrong password', 'The credentials were refused.', 'Enter name, domain and password again on the device; check lock-out and expiry.'],
  [/certificate.*(not trusted|untrusted|invalid|not valid|expired|problem|error)|(invalid|untrusted|bad) certificate|verify server identity|cannot verify server|due to (a )?security error/i, 'Certificate not accepted', 'The device does not accept the server\'s certificate.', 'Check name, dates and chain of the certificate, and install its root on the device if it is a private one.'],
  [/quarantin/i, 'Quarantined', 'The device waits for an administrator\'s decision.', 'Allow or block it, or make a rule for its kind.'],
  [/(device|phone) (is |was |has been )?(temporarily )?blocked|blocked (from (access|sync)|(your|the|this) (device|phone))|access policy defined on the server|because of (the |your )?(server.{0,2}|exchange( activesync)?) polic(y|ies)/i, 'Blocked', 'The device may not synchronise.', 'Look at the access state and its reason (report last-sync).'],
  [/permissions? to create the .{0,30}container/i, 'Container for devices', 'The server may not create the container for devices under the user object (event 1053).', 'Switch inheritance of permissions on for the user object; members of protected groups (AdminSDHolder) lose it again.'],
  [/mailbox is full|out of space|quota (is |has been )?exceeded|over quota/i, 'Mailbox full', 'The mailbox is over its quota (HTTP 507, status 113).', 'Free space or raise the quota.'],
  [/remote(ly)? wipe|wiped remotely/i, 'Remote wipe', 'A wipe was ordered for the device (status 140).', 'See the report of wipes; cancel it if it was not meant.'],
  [/heartbeat/i, 'Heartbeat', 'The time a device lets a Ping wait for changes; 15 to 30 minutes is the aim, 540 s on average the alarm (events 3033 and 1040).', 'See the report heartbeat: it names what cuts connections.'],
  [/full (re)?sync|resynchroni[sz]e|items? (will be|need to be) (deleted|resynchroni[sz]ed)/i, 'Full resynchronisation', 'The device must fetch everything anew (0x80883001, or a sync key that the server does not know).', 'Normal after a move of the mailbox; if it repeats, remove and make the partnership again.'],
  [/server (could not|cannot|can.?t|couldn.t) be (found|reached|contacted)|no connection|(could not|couldn.t|unable to|cannot|can.?t) (connect|(open|establish) (a )?connection)/i, 'No connection', 'The device did not reach the server.', 'Check coverage, server name, DNS and port 443; the log has no line of it at that time if nothing arrived.'],
];

const phrases: readonly Phrase[] = Object.freeze(
  rows.map(([pattern, name, meaning, action], i) => ({
    pattern,
    code: codesOf('phrase', [[`phrase-${i + 1}`, name, meaning, action]])[0] as Code,
  })),
);

/** What people read on a phone's screen or say, where it has no code. */
export function explainPhrase(sentence: string): Code[] {
  return phrases.filter(({ pattern }) => pattern.test(sentence)).map(({ code }) => code);
}
