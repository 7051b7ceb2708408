import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import { nativePath } from './native-path.ts';

/**
 * One parameter of an input or output format, in Log Parser's spelling. `switch` is ON or OFF,
 * `auto` also AUTO; a bare `-name` means ON for both. A `file` may be named as Windows does.
 */
export interface Parameter {
  readonly name: string;
  readonly kind: 'switch' | 'auto' | 'number' | 'text' | 'file' | 'choice';
  readonly default: string;
  readonly choices?: readonly string[];
  /** Words that stand for numbers; a bare `-name` means ON then. */
  readonly words?: Readonly<Partial<Record<string, string>>>;
  readonly doc: string;
}

/** Parameters as given, by lower-case name. */
export type GivenParameters = ReadonlyMap<string, string>;

/** A format's parameters with their defaults filled in. */
export interface Settings {
  /** Whether the format has this parameter at all. */
  has(name: string): boolean;
  isGiven(name: string): boolean;
  text(name: string): string;
  number(name: string): number;
  isOn(name: string): boolean;
}

const switchWords = ['ON', 'OFF'];

/** True where `value` can follow a bare `-name` as its value. */
export function isSwitchWord(value: string): boolean {
  return [...switchWords, 'AUTO'].includes(value.toUpperCase());
}

function checked(parameter: Parameter, value: string, owner: string): string {
  const wrong = (accepted: string): UsageError =>
    new UsageError(
      'bad-parameter',
      `-${parameter.name} of ${owner} takes ${accepted}, not "${value}"`,
      { hint: parameter.doc },
    );
  switch (parameter.kind) {
    case 'switch':
    case 'auto': {
      const words = parameter.kind === 'auto' ? [...switchWords, 'AUTO'] : switchWords;
      const word = value === '' ? 'ON' : value.toUpperCase();
      if (!words.includes(word)) throw wrong(words.join(' or '));
      return word;
    }
    case 'number': {
      const number = parameter.words?.[value.toUpperCase()] ?? value;
      if (!/^[+-]?\d{1,15}$/.test(number)) throw wrong('a whole number');
      return number;
    }
    case 'choice': {
      const choice = parameter.choices?.find((one) => one.toLowerCase() === value.toLowerCase());
      if (choice === undefined) throw wrong((parameter.choices ?? []).join(', '));
      return choice;
    }
    case 'file':
      return nativePath(value, process.cwd());
    case 'text':
      return value;
  }
}

/** Checks what was given against a format's table; a name the table lacks must be settled before. */
export function settingsOf(
  owner: string,
  table: readonly Parameter[],
  given: GivenParameters,
): Settings {
  const values = new Map<string, string>();
  for (const parameter of table) {
    const value = given.get(parameter.name.toLowerCase());
    values.set(
      parameter.name.toLowerCase(),
      value === undefined ? parameter.default : checked(parameter, value, owner),
    );
  }
  const text = (name: string): string => {
    const value = values.get(name.toLowerCase());
    if (value === undefined) throw new Error(`${owner} has no parameter ${name}`);
    return value;
  };
  return {
    has: (name) => values.has(name.toLowerCase()),
    isGiven: (name) => given.has(name.toLowerCase()) && values.has(name.toLowerCase()),
    text,
    number: (name) => Number(text(name)),
    isOn: (name) => text(name) === 'ON',
  };
}

/** Refuses parameters that none of the formats in use knows, naming the nearest they do. */
export function refuseUnknown(
  given: GivenParameters,
  owners: readonly { readonly name: string; readonly parameters: readonly Parameter[] }[],
): void {
  const known = owners.flatMap((owner) => owner.parameters.map(({ name }) => name));
  for (const name of given.keys()) {
    if (known.some((one) => one.toLowerCase() === name)) continue;
    const near = nearest(name, known);
    throw new UsageError(
      'unknown-parameter',
      `neither ${owners.map((owner) => owner.name).join(' nor ')} has a parameter -${name}`,
      near === undefined
        ? { hint: `easel query -h -i:${owners[0]?.name ?? ''} lists the parameters` }
        : { hint: `did you mean -${near}?` },
    );
  }
}
