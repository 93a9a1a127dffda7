import { authenticate } from '../../stages/authenticate.ts';
import type { Credential } from '../../state/credential.ts';
import { afterAct, credentialVerb, memberOf, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { presentedText } from '../presented-text.ts';

const shown = 12;

export const failedUseCounts: Mutant = {
  id: 'failed-use-counts',
  lie: 'A call with a value that only begins like that of a credential moves its last-used date.',
  fails: ['last-used-correct'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'lastUsedAt') !== undefined,
    ),
  options: (model) => {
    const known = new Map<string, Credential>();
    const remember = afterAct(credentialVerb('issue'), (call) => {
      for (const { credential, secret } of call.outcome.minted ?? [])
        known.set(secret.slice(0, -shown), credential);
    });
    return {
      stages: {
        ...remember.stages,
        authenticate: async (call) => {
          const refused = await authenticate(call);
          const text = presentedText(model, call);
          for (const [beginning, credential] of refused === undefined ? [] : known)
            if (text.includes(beginning)) tamper(credential, { usedAt: call.now });
          return refused;
        },
      },
    };
  },
};
