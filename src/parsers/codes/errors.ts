import { codesOf } from './code.ts';

/** Texts of the token `Error`, of exceptions, and access states. */
// prettier-ignore
export const errorNames = codesOf('error', [
  ['PingCollisionDetected', '', 'A second Ping of the device arrived while the first was still waiting; the first was ended.', 'Normal when the device changes its network; many point to something that cuts connections (report heartbeat).'],
  ['PolicyRefresh', '', 'The device must fetch its policy again (status 143).', 'Normal once after a policy change; in a loop, compare the policy with what the device supports.'],
  ['DeviceNotProvisioned', '', 'The device has not fetched its policy yet (status 142).', 'Normal for a new device; in a loop, compare the policy with what the device supports.'],
  ['InvalidPolicyKey', '', 'The policy key of the device is not the current one (status 144).', 'Normal once; in a loop, compare the policy with what the device supports.'],
  ['NMStolen', '', 'Another server or request took over the notifications of the device.', 'Normal when the device is sent to another server; many point to a load balancer without affinity.'],
  ['OverBudget', '', 'The user has used up the throttling budget (requests at once, or time).', 'Find the device that sends most requests of this user (report activity) before raising the budget of the throttling policy.'],
  ['TooManyJobsQueued', '', 'The mailbox server has too many requests of this kind waiting.', 'Find the devices that flood the server (report activity); then look at the load of the mailbox server.'],
  ['ServerTooBusy', '', 'The server is too busy.', 'Find who sends most requests; then look at the load of the server.'],
  ['MailboxQuotaExceeded', '', 'The mailbox is over its quota.', 'Free space or raise the quota; clients repeat such requests at once and often.'],
  ['WrongObjectTypeException', '', 'A client answered a meeting with the wrong kind of item: known of iOS 6.1 and 6.1.1, with growing logs and load.', 'Update the client (6.1.2 or later); block the version until then.'],
  ['UserDisabledForSync', '', 'ActiveSync is disabled for the user.', 'Enable it: Set-CASMailbox -ActiveSyncEnabled $true.'],
  ['DeviceIsBlockedForThisUser', '', 'This device is blocked for the user.', 'Look at the access state and its reason; allow the device or remove the rule.'],
  ['WorkerProcessRecycling', '', 'The worker process of IIS was being recycled.', 'Single ones are harmless.'],
  ['TransientException', '', 'An error that passes by itself.', 'If it lasts, look at the server\'s event log of that minute.'],
]);

/** Access states, as DeviceAccessState shows them. */
// prettier-ignore
export const accessStateCodes = codesOf('access', [
  ['Allowed', '', 'The device may synchronise.'],
  ['Blocked', '', 'The device may not synchronise.', 'Look at the reason: a rule, the policy, the mailbox\'s own list or the organisation\'s default; change that, or approve the device for the user.'],
  ['Quarantined', '', 'The device waits for an administrator\'s decision.', 'Allow or block it: Set-CASMailbox -ActiveSyncAllowedDeviceIDs, or make a rule for its kind.'],
  ['DeviceDiscovery', '', 'The server does not know yet what device it is and asks it for its data; it may not synchronise meanwhile.', 'It passes by itself within minutes if the device answers.'],
  ['Unknown', '', 'No decision has been recorded.'],
]);

/** Why a device has its access state. */
// prettier-ignore
export const accessReasonCodes = codesOf('access', [
  ['Global', '', 'The organisation\'s default decided (Set-ActiveSyncOrganizationSettings).'],
  ['Individual', '', 'The mailbox\'s own list of allowed or blocked devices decided (Get-CASMailbox).'],
  ['DeviceRule', '', 'A device access rule decided (Get-ActiveSyncDeviceAccessRule).'],
  ['Upgrade', '', 'The partnership comes from an older release and keeps its state.'],
  ['Policy', '', 'The mailbox policy decided: the device does not comply or cannot.', 'Compare the policy with what the device supports.'],
  ['UserAgentsChanges', '', 'Autoblock: the device changed its user agent too often.', 'Let the block run out; see Get-ActiveSyncDeviceAutoblockThreshold.'],
  ['RecentCommands', '', 'Autoblock: the device repeated commands too often.', 'Let the block run out; see Get-ActiveSyncDeviceAutoblockThreshold.'],
  ['Watsons', '', 'Autoblock: requests of the device made the server fail.', 'Look for the exception in the event log.'],
  ['OutOfBudgets', '', 'Autoblock: the device used up its throttling budget too often.', 'Find out what it repeats; then let the block run out.'],
  ['SyncCommands', '', 'Autoblock: the device repeated Sync too often.', 'Find out what it repeats; then let the block run out.'],
  ['EnableNotificationEmail', '', 'Autoblock: the user is told by mail.'],
]);
