import { type Call, type Refused, refuse } from './call.ts';
import type { Credential } from './state/credential.ts';

/** Takes one use of every presented credential that has only so many, in one step with the check that it has one. */
export function useCredentials(call: Call): Refused | { readonly undo: () => void } {
  let undos: (() => void)[] | undefined;
  for (const { credential } of call.verified) {
    if (credential.kind.uses === 'any') continue;
    const used = useOnce(call, credential);
    if ('cause' in used) {
      undoAll(undos);
      return used;
    }
    undos = [...(undos ?? []), used.undo];
  }
  return undos === undefined ? nothingUsed : { undo: () => undoAll(undos) };
}

const nothingUsed = { undo: () => undefined };

function undoAll(undos: readonly (() => void)[] | undefined): void {
  for (const undo of undos ?? []) undo();
}

/** Two requests may verify the same credential at once; only the first to come here gets its use. */
export function useOnce(call: Call, credential: Credential): Refused | { readonly undo: () => void } {
  const { credentials } = call.world;
  const state = credentials.stateOf(credential, call.now);
  if (state !== 'active' && state !== 'overlapping') {
    if (credential.end?.cause === 'use') credentials.burn(credential.session, call.now);
    return refuse(state, `the credential is ${state}`);
  }
  return { undo: credentials.useUp(credential, call.now) };
}

/** An accepted call: its credentials were used. Refused calls leave no trace. */
export function markUsed(call: Call): void {
  for (const { credential } of call.verified) call.world.credentials.used(credential, call.now);
}
