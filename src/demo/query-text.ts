import { encodeBase64Query } from './base64-query.ts';
import { spell } from './organisation.ts';
import type { TrueRequest } from './request.ts';

/** The query as the client sent it: its order of parameters, its spelling of the user, or base64. */
export function clientQuery(request: TrueRequest): string {
  const { device, command } = request;
  if (device.family.base64Query && command !== 'OPTIONS') {
    return encodeBase64Query({
      protocol: device.protocol,
      command,
      deviceId: device.id,
      deviceType: device.family.deviceType,
      ...(request.policyKey === null ? {} : { policyKey: request.policyKey }),
    });
  }
  const user = percentEncode(spell(device.owner, device.spelling));
  const who = `User=${user}&DeviceId=${device.id}&DeviceType=${device.family.deviceType}`;
  if (command === 'OPTIONS') return who;
  const save = command === 'SendMail' || command === 'SmartReply' ? '&SaveInSent=T' : '';
  return device.family.parameterOrder === 'command-first'
    ? `Cmd=${command}&${who}${save}`
    : `${who}&Cmd=${command}${save}`;
}

/** Exchange's own encoding inside the log text: lower-case hex, and `_` as `%5F`. */
export function percentEncode(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/g, (character) =>
    character === '_'
      ? '%5F'
      : Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
          '',
        ),
  );
}

/** A value with its blanks as IIS writes them. */
export function plusForBlanks(text: string): string {
  return text.replaceAll(' ', '+');
}
