import { UsageError } from '../../spec/errors.ts';
import { isRecord } from '../plan/schema.ts';

/** One stored row while it is being read. What does not have the form that was written is damage, and told as such. */
export class StoredRow {
  readonly key: string;
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(key: string, json: string) {
    this.key = key;
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      value = undefined;
    }
    if (!isRecord(value)) throw this.#damage();
    this.#members = value;
  }

  text(name: string): string {
    return this.maybeText(name) ?? this.#fail();
  }

  maybeText(name: string): string | undefined {
    const value = this.#members[name];
    return value === undefined || typeof value === 'string' ? value : this.#fail();
  }

  number(name: string): number {
    return this.maybeNumber(name) ?? this.#fail();
  }

  maybeNumber(name: string): number | undefined {
    const value = this.#members[name];
    return value === undefined || typeof value === 'number' ? value : this.#fail();
  }

  flag(name: string): boolean {
    const value = this.#members[name];
    return typeof value === 'boolean' ? value : this.#fail();
  }

  texts(name: string): readonly string[] {
    const value = this.#members[name];
    return isTexts(value) ? value : this.#fail();
  }

  numbers(name: string): readonly number[] {
    const value = this.#members[name];
    return Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : this.#fail();
  }

  object(name: string): Readonly<Record<string, unknown>> {
    const value = this.#members[name];
    return isRecord(value) ? value : this.#fail();
  }

  maybeAny(name: string): unknown {
    return this.#members[name];
  }

  has(name: string): boolean {
    return this.#members[name] !== undefined && this.#members[name] !== null;
  }

  #fail(): never {
    throw this.#damage();
  }

  #damage(): UsageError {
    return new UsageError(
      `The store is damaged: a row of "${this.key.split(' ')[0]}" does not have the form that was written. Restore it, or start with an empty one.`,
    );
  }
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
