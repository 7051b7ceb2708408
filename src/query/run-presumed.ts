import type { Entity } from './ast.ts';
import type { OpenInput } from './inputs/input.ts';
import { isStdin } from './inputs/open-files.ts';

/** An input is not what its beginning promised: the query has to be run again, presuming nothing. */
export class NotAsPresumed extends Error {}

/** What can be read a second time may be presumed the first time. */
export function canBeReadAgain(entities: readonly Entity[]): boolean {
  return entities.every(({ entries }) =>
    entries.every(({ text }) => !isStdin(text) && !text.includes('://')),
  );
}

/** Looks at all inputs, one after the other, once. */
export class Confirmation {
  readonly #inputs: ReadonlyMap<string, OpenInput>;
  #done: Promise<boolean> | undefined;

  constructor(inputs: ReadonlyMap<string, OpenInput>) {
    this.#inputs = inputs;
  }

  hold(): Promise<boolean> {
    return (this.#done ??= this.#look());
  }

  /** Throws where an input broke its promise; `stop` then ends what runs over it meanwhile. */
  async demand(stop: () => void): Promise<void> {
    if (await this.hold()) return;
    stop();
    throw new NotAsPresumed();
  }

  async #look(): Promise<boolean> {
    for (const input of this.#inputs.values()) {
      if ((await input.confirmed?.()) === false) return false;
    }
    return true;
  }
}
