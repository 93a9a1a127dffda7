import { createHmac } from 'node:crypto';
import { secureRandom } from './random.ts';

/** A key that a store keeps, so that what it signed holds after a restart and in every process. */
export interface StorableKey {
  /** Secret text, for the store alone. */
  exported(): string;
  /** Takes the place of the key that would be made otherwise. */
  adopt(exported: string): void;
}

/** Tells texts apart without telling what they are: a keyed digest. */
export class HmacKey implements StorableKey {
  #key = secureRandom.bytes(32);

  of(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }

  exported(): string {
    return this.#key.toString('base64');
  }

  adopt(exported: string): void {
    this.#key = Buffer.from(exported, 'base64');
  }
}
