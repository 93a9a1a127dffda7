import type { Credential } from '../state/credential.ts';
import { afterAct, tamper } from './lie.ts';
import type { Mutant } from './mutant.ts';

/** A server that, when a password changes, ends one credential where it should end all of the user. */
export function endingOne(
  choose: (ended: readonly Credential[]) => Credential | undefined,
): Pick<Mutant, 'appliesTo' | 'options'> {
  return {
    appliesTo: (model) =>
      [...model.credentials.values()].some(
        ({ endedBy, name }) => endedBy.includes('password-change') && model.schemes.has(name),
      ),
    options: (model) =>
      afterAct(
        ({ objectKind, verb, request }) =>
          objectKind === 'user' &&
          verb === 'update' &&
          request.some(({ attribute }) => attribute === 'user.password'),
        (call) => {
          for (const { name } of model.credentials.values()) {
            const ended = [...call.world.credentials.of(name)].filter(
              ({ end }) => end?.cause === 'password-change' && end.at === call.now,
            );
            const chosen = choose(ended);
            for (const one of ended) if (one !== chosen) tamper(one, { end: undefined });
          }
        },
      ),
  };
}
