import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { given } from '../given.ts';
import type { KindPlan } from '../plan/kinds.ts';
import type { Credential } from '../state/credential.ts';
import { useOnce } from '../use.ts';
import { verifySecret } from '../verify.ts';
import { makeCredentials } from './make.ts';

/** The next credentials of a session for its proof. A single-use proof is spent, and burns the session if it comes again. */
export function refresh(call: Call): Outcome | Refused | Promise<Outcome | Refused> {
  const proof = proofInRequest(call);
  if (!proof) {
    const presented = call.verified[0]?.credential;
    return presented ? succeed(call, presented) : refuse('no-credential', 'there is no proof in the request');
  }
  const found = verifySecret(call, proof.plan, proof.value);
  const proceed = (result: Credential | Refused): Outcome | Refused | Promise<Outcome | Refused> =>
    'cause' in result ? result : spend(call, result);
  return found instanceof Promise ? found.then(proceed) : proceed(found);
}

function proofInRequest(call: Call): { readonly plan: KindPlan; readonly value: string } | undefined {
  for (const plan of call.world.plan.kinds.values()) {
    const value = given(call, `${plan.kind.name}.secret`);
    if (typeof value === 'string') return { plan, value };
  }
  return undefined;
}

/** Spent before the first wait: of parallel requests with one proof a single one succeeds. */
function spend(call: Call, proof: Credential): Outcome | Refused | Promise<Outcome | Refused> {
  const use = useOnce(call, proof);
  if ('cause' in use) return use;
  call.world.credentials.used(proof, call.now);
  const settle = (result: Outcome | Refused): Outcome | Refused => {
    if ('cause' in result) use.undo();
    return result;
  };
  const made = succeed(call, proof);
  return made instanceof Promise ? made.then(settle) : settle(made);
}

function succeed(call: Call, proof: Credential): Outcome | Refused | Promise<Outcome | Refused> {
  const owner = call.world.users.get(proof.owner ?? '');
  return makeCredentials(call, call.operation?.made ?? [], {
    owner,
    tenant: proof.tenant,
    session: proof.session,
    fromRequest: false,
    commit: () =>
      owner && call.world.users.get(owner.id) !== owner
        ? refuse('revoked', 'the user was removed meanwhile')
        : undefined,
  });
}
