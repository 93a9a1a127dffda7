import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from './random.ts';

/** SHA-256 of a secret. All that is kept of one where the document displays it once. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** Short and one-way: enough to tell two credentials apart in a journal, not to try values against. */
export function fingerprint(secret: string): string {
  return digestOf(secret).slice(0, 8);
}

/** Compares in a time that does not depend on where the two differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(digestOf(a));
  const right = Buffer.from(digestOf(b));
  return timingSafeEqual(left, right);
}

/** A public identifier: unguessable, but not a secret. */
export function newId(prefix: string, random: Random): string {
  // Written into one piece: a text that is put together keeps its parts as long as it lives.
  return Buffer.from(`${prefix}_${random.bytes(9).toString('hex')}`).toString('latin1');
}
