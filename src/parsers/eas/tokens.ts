/** How the value of a `Log=` token is written. */
export type TokenType = 'integer' | 'text' | 'letters' | 'time' | 'counts' | 'flag' | 'blob';

export interface LogToken {
  readonly name: string;
  /** The column of `request_rows` it fills; absent: it stays in `log_tokens`. */
  readonly column?: string;
  /** True for the tokens that come once for each synchronised collection, from `Fid` on. */
  readonly folder?: boolean;
  readonly type: TokenType;
  readonly meaning: string;
  /** Where the meaning is known from: seen in real logs, documented, or assumed. */
  readonly source: 'seen' | 'documented' | 'assumed';
}

type Row = readonly [
  name: string,
  column: string,
  type: TokenType,
  source: LogToken['source'],
  meaning: string,
];

// One row a token. Column `-` = none of its own, `folder` = part of a collection's group.
// prettier-ignore
const rows: readonly Row[] = [
  ['V', 'protocol_version', 'integer', 'seen', 'Protocol version times ten: 25, 120, 121, 140, 141, 160, 161. Exchange 2003 numbers them 1 = 1.0, 2 = 2.0, 3 = 2.1, 4 = 2.5.'],
  ['Ver1', 'protocol_version', 'integer', 'seen', 'Protocol version times ten, as Exchange 2016 and later write it.'],
  ['SC1', 'eas_status', 'integer', 'seen', 'Status of the command, as Exchange 2016 and later write it.'],
  ['S', 'eas_status', 'integer', 'seen', 'Status of the command.'],
  ['Error', 'error', 'text', 'seen', 'Name of the error that ended the request.'],
  ['Hb', 'heartbeat_s', 'integer', 'seen', 'Heartbeat interval asked for, in seconds.'],
  ['Pk', 'policy_key', 'text', 'seen', 'Policy key that the device sent.'],
  ['Pa', 'policy_ack', 'integer', 'seen', 'How the device acknowledged the policy: 1 in full, 2 in part, 3 not compliant, 4 managed by another system.'],
  ['As', 'access_state', 'letters', 'seen', 'Access state of the device followed by the first letter of the reason, e.g. AllowedG = allowed by the global setting.'],
  ['SmtpAdrs', 'smtp_address', 'text', 'seen', 'SMTP address of the user.'],
  ['Mbx', 'mailbox_server', 'text', 'seen', 'Mailbox server that holds the mailbox.'],
  ['Dc', 'domain_controller', 'text', 'seen', 'Domain controller that was asked.'],
  ['PrxTo', 'proxied_to', 'text', 'documented', 'Server to which this one passed the request on.'],
  ['PrxFrom', 'proxied_from', 'text', 'seen', 'Server from which this one got the request.'],
  ['LdapC', 'ldap_count', 'integer', 'seen', 'Number of LDAP calls.'],
  ['LdapL', 'ldap_ms', 'integer', 'seen', 'Time spent in LDAP calls, in milliseconds.'],
  ['RpcC', 'rpc_count', 'integer', 'seen', 'Number of RPC calls to the mailbox server.'],
  ['RpcL', 'rpc_ms', 'integer', 'seen', 'Time spent in RPC calls, in milliseconds.'],
  ['Throttle', 'throttle_ms', 'integer', 'seen', 'Time for which throttling held the request back, in milliseconds.'],
  ['Fc', 'folder_count', 'integer', 'documented', 'Number of folders in the request.'],
  ['DevOS', 'device_os', 'text', 'seen', 'Operating system of the device as it says itself, cut to 50 characters.'],

  ['Fid', 'folder', 'text', 'documented', 'Id of the folder (collection); opens its group.'],
  ['Ty', 'folder', 'letters', 'documented', 'Class: Em e-mail, Co contacts, Ca calendar, Ta tasks, Nt notes, Sm text messages.'],
  ['Filt', 'folder', 'integer', 'documented', 'Age filter: 0 none, 1 one day, 2 three days, 3 one week, 4 two weeks, 5 one month, 6 three months, 7 six months, 8 incomplete tasks.'],
  ['Filts', 'folder', 'integer', 'documented', 'Age filter of text messages, numbered as Filt.'],
  ['St', 'folder', 'letters', 'documented', 'Kind of synchronisation: F first, S subsequent, R recovery, I invalid key.'],
  ['Sk', 'folder', 'text', 'documented', 'Synchronisation key that the device sent; 0 starts over.'],
  ['Sks', 'folder', 'text', 'documented', 'Synchronisation key that the server gave back.'],
  ['Cli', 'folder', 'counts', 'documented', 'What the device changed: a adds, c changes, d deletes, f fetches, e sends, s failed sends and the like.'],
  ['Srv', 'folder', 'counts', 'seen', 'What the server sent: a adds, c changes, d deletes, s soft deletes, e errors, r rejected, A associated adds, sd skipped deletes.'],
  ['Svr', 'folder', 'counts', 'documented', 'The same as Srv in older documentation.'],
  ['Ssnf', 'folder', 'flag', 'seen', 'Sync state not found: the server has lost or dropped what it knew, and the device starts over.'],

  ['Sst', '-', 'integer', 'seen', 'Of a collection: size of its synchronisation state, in KB.'],
  ['SsCmt', '-', 'integer', 'seen', 'Of a collection: size of its synchronisation state as it was stored, in KB.'],
  ['BR', '-', 'integer', 'seen', 'Of a collection: whether bodies of items were asked for.'],
  ['BPR', '-', 'integer', 'seen', 'Of a collection: whether parts of bodies were asked for.'],
  ['HH', '-', 'text', 'seen', 'Host header of the request.'],
  ['Cafe', '-', 'text', 'seen', 'Front-end server through which the request came (2016 and later).'],
  ['NMS', '-', 'integer', 'seen', 'A new mailbox session was opened.'],
  ['SNSSN', '-', 'text', 'documented', 'Server of the notification session.'],
  ['E', '-', 'integer', 'documented', 'Number of errors in the request.'],
  ['Io', '-', 'integer', 'documented', 'Number of items opened.'],
  ['Rto', '-', 'integer', 'seen', 'The request timed out: 1 direct push allowed, 2 allowed by location, 3 not allowed.'],
  ['Ers', '-', 'integer', 'seen', 'The answer was empty.'],
  ['Cpo', '-', 'integer', 'seen', 'Completion offset in milliseconds.'],
  ['Fet', '-', 'integer', 'seen', 'Final elapsed time in milliseconds.'],
  ['Ssp', '-', 'integer', 'documented', 'SharePoint documents fetched.'],
  ['Sspb', '-', 'integer', 'documented', 'Bytes of SharePoint documents fetched.'],
  ['Unc', '-', 'integer', 'seen', 'Files fetched from file shares.'],
  ['Uncb', '-', 'integer', 'seen', 'Bytes fetched from file shares.'],
  ['Att', '-', 'integer', 'documented', 'Attachments fetched.'],
  ['Attb', '-', 'integer', 'documented', 'Bytes of attachments fetched.'],
  ['DevModel', '-', 'text', 'documented', 'Model of the device (Settings: DeviceInformation).'],
  ['DevIMEI', '-', 'text', 'documented', 'IMEI of the device.'],
  ['DevName', '-', 'text', 'documented', 'Friendly name of the device.'],
  ['DevLang', '-', 'text', 'documented', 'Language of the device.'],
  ['DevAgent', '-', 'text', 'documented', 'User agent that the device reports in its settings.'],
  ['DevEnaSMS', '-', 'integer', 'documented', 'Whether text messages are sent out through the device.'],
  ['DevMoOp', '-', 'text', 'documented', 'Mobile operator of the device.'],
  ['Msg', '-', 'text', 'documented', 'Message that explains the error.'],
  ['ADWR', '-', 'text', 'documented', 'Why the directory was written to.'],
  ['ItOefc', '-', 'integer', 'documented', 'ItemOperations: folders emptied.'],
  ['ItOeefc', '-', 'integer', 'documented', 'ItemOperations: errors in emptying folders.'],
  ['ItOfd', '-', 'integer', 'seen', 'ItemOperations: documents fetched.'],
  ['ItOefd', '-', 'integer', 'documented', 'ItemOperations: errors in fetching documents.'],
  ['ItOfi', '-', 'integer', 'documented', 'ItemOperations: items fetched.'],
  ['ItOefi', '-', 'integer', 'documented', 'ItemOperations: errors in fetching items.'],
  ['ItOfa', '-', 'integer', 'documented', 'ItemOperations: attachments fetched.'],
  ['ItOfea', '-', 'integer', 'documented', 'ItemOperations: attachments of embedded items fetched.'],
  ['ItOefa', '-', 'integer', 'documented', 'ItemOperations: errors in fetching attachments.'],
  ['ItOm', '-', 'integer', 'documented', 'ItemOperations: conversations moved.'],
  ['ItOem', '-', 'integer', 'documented', 'ItemOperations: errors in moving conversations.'],
  ['SrchP', '-', 'text', 'seen', 'Search provider: Doc, Mbx or Gal.'],
  ['SrchD', '-', 'integer', 'documented', 'Search in all sub-folders.'],
  ['SrchL', '-', 'integer', 'documented', 'Length of the search text.'],
  ['SrchTime', '-', 'integer', 'documented', 'Time the search took, in milliseconds.'],
  ['SBkOffD', '-', 'text', 'seen', 'Suggested back-off (also in the answer as X-MS-BackOffDuration), e.g. L/-470.'],
  ['BkOffRsn', '-', 'text', 'documented', 'Reason of the suggested back-off.'],
  ['DBL', '-', 'integer', 'seen', 'Device behaviour was loaded.'],
  ['DBS', '-', 'integer', 'documented', 'Device behaviour was saved.'],
  ['CmdHC', '-', 'integer', 'seen', 'Hash code of the command.'],
  ['SyncHC', '-', 'integer', 'documented', 'Hash code of the Sync.'],
  ['Ab', '-', 'text', 'documented', 'The device was blocked by itself behaving badly (autoblock).'],
  ['TmRcv', '-', 'time', 'seen', 'Time of day (UTC) when the request was received.'],
  ['TmSt', '-', 'time', 'seen', 'Time when work on it started.'],
  ['TmDASt', '-', 'time', 'seen', 'Time when the device access check started.'],
  ['TmPolSt', '-', 'time', 'seen', 'Time when the policy check started.'],
  ['TmExSt', '-', 'time', 'seen', 'Time when the command started.'],
  ['TmExFin', '-', 'time', 'seen', 'Time when the command finished.'],
  ['TmFin', '-', 'time', 'seen', 'Time when work on it finished.'],
  ['TmCmpl', '-', 'time', 'seen', 'Time when the request was completed.'],
  ['TmHang', '-', 'time', 'documented', 'Time when the request began to wait.'],
  ['TmCnt', '-', 'time', 'documented', 'Time when it went on after waiting.'],
  ['TmTr', '-', 'blob', 'documented', 'Trace of times.'],
  ['ActivityContextData', '-', 'blob', 'seen', 'What the request used: type, component, statistic, instance and value of each.'],
  ['Budget', '-', 'blob', 'seen', 'Throttling budget of the user at the start (A) and the end (D).'],
];

/** Every `Log=` token that is known, in the order of use; unknown ones are kept all the same. */
export const logTokens: readonly LogToken[] = Object.freeze(
  rows.map(([name, column, type, source, meaning]): LogToken => {
    const token = { name, type, source, meaning };
    if (column === 'folder') return { ...token, folder: true };
    return column === '-' ? token : { ...token, column };
  }),
);
