import type { Call } from '../../index.ts';
import { afterAct, type Lies } from '../lie.ts';

/** Values of credentials by their id: what a server that keeps them readable could tell. */
export type KnownSecrets = Map<string, string>;

/** Keeps every value that is given out. */
export function remembering(known: KnownSecrets): NonNullable<Lies['stages']> {
  return (
    afterAct(
      () => true,
      (call: Call) => {
        for (const { credential, secret } of call.outcome.minted ?? []) known.set(credential.id, secret);
      },
    ).stages ?? {}
  );
}

/** The value of some credential of a kind in the tenant of the call. */
export function someSecret(call: Call, kind: string, known: KnownSecrets): string | undefined {
  for (const one of call.world.credentials.of(kind))
    if (one.tenant === call.tenant && known.has(one.id)) return known.get(one.id);
  return undefined;
}
