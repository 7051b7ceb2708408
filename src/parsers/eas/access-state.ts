/** What `DeviceAccessState` can be. */
export const accessStates: readonly string[] = Object.freeze([
  'Allowed',
  'Blocked',
  'Quarantined',
  'DeviceDiscovery',
  'Unknown',
]);

/** The letters after the state in the token `As`, spelled as Get-MobileDevice spells the reason. */
export const accessReasons: Readonly<Record<string, string>> = Object.freeze({
  G: 'Global',
  I: 'Individual',
  D: 'DeviceRule',
  U: 'Upgrade',
  P: 'Policy',
  ABU: 'UserAgentsChanges',
  ABR: 'RecentCommands',
  ABW: 'Watsons',
  ABO: 'OutOfBudgets',
  ABS: 'SyncCommands',
  ABE: 'EnableNotificationEmail',
});

const spelledOut = new Map(Object.entries(accessReasons));

/** `AllowedG` -> Allowed, Global. Unknown letters are kept as they are. */
export function parseAccessState(value: string): { state?: string; reason?: string } {
  if (value === '') return {};
  const state = accessStates.find((name) => value.startsWith(name));
  if (state === undefined) return { state: value };
  const letters = value.slice(state.length);
  return letters === '' ? { state } : { state, reason: spelledOut.get(letters) ?? letters };
}
