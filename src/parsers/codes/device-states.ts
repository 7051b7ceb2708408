import { codesOf } from './code.ts';

/** How far a device took its mailbox policy, as DevicePolicyApplicationStatus shows it. */
// prettier-ignore
export const policyStates = codesOf('policy', [
  ['AppliedInFull', '', 'The device applied the whole mailbox policy (it acknowledged with 1).'],
  ['PartiallyApplied', '', 'The device applied a part of the mailbox policy (it acknowledged with 2).', 'Compare the policy with what the device supports; without AllowNonProvisionableDevices it is refused.'],
  ['NotApplied', '', 'The device did not apply the mailbox policy (it acknowledged with 3), or not yet.', 'Wait for its next synchronisation; then compare the policy with what the device supports.'],
  ['ExternallyManaged', '', 'Another system (MDM) manages the device: Exchange applies no policy of its own.', 'Look for its compliance there.'],
]);

/** What became of a wipe, as Status of a device shows it. */
// prettier-ignore
export const wipeStates = codesOf('wipe', [
  ['DeviceOk', '', 'No wipe was ordered for the device.'],
  ['DeviceBlocked', '', 'The device may not synchronise; it cannot be wiped remotely.'],
  ['DeviceWipePending', '', 'A wipe was ordered; the device has not confirmed it yet.', 'It is sent with the next request of the device; cancel it if it was not meant.'],
  ['DeviceWipeSucceeded', '', 'The device confirmed that it wiped itself.', 'Cancel the wipe before the device is used again, or it is wiped again.'],
]);
