import { refuse } from '../../index.ts';
import type { Credential } from '../../state/credential.ts';
import { credentialVerb } from '../lie.ts';
import { afterAuthentication } from '../wrap.ts';
import type { LoadMutant } from './load-mutant.ts';

/** Requests that reach replicas which have not heard of it yet. */
const lagging = 2;

export const newCredentialIsUnknownAtFirst: LoadMutant = {
  id: 'new-credential-is-unknown-at-first',
  lie: 'A credential is given out before all replicas know it: its first requests are refused.',
  failsProbe: 'rotation-without-downtime',
  appliesTo: (model) => model.operations.some(credentialVerb('issue')),
  options: () => {
    const seen = new WeakMap<Credential, number>();
    return afterAuthentication((call, refused) => {
      if (refused) return refused;
      for (const { credential } of call.verified) {
        // A person's sign-in has no record of its own.
        if (credential.kind.isPassword) continue;
        const before = seen.get(credential) ?? 0;
        seen.set(credential, before + 1);
        if (before < lagging) return refuse('unknown', 'this replica has not heard of it');
      }
      return undefined;
    });
  },
};
