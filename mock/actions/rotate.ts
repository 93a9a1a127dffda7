import type { Minted } from '../call.ts';
import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { draftCredential, mint } from '../secrets/mint.ts';
import { type Credential, stopsAt } from '../state/credential.ts';
import { lean, wholeOf } from '../state/lean-credential.ts';

/** A successor with the same grants. The old value works on for as long as the document says. */
export function rotate(call: Call): Outcome | Refused | Promise<Outcome | Refused> {
  if (call.subject?.type !== 'credential')
    return refuse('unknown-record', 'no credential is named or presented');
  const old = call.subject.credential;
  const plan = call.world.kind(old.kind.name);
  if (!plan) return refuse('unknown-record', 'no such kind of credential');
  const { credentials, users } = call.world;
  if (isPast(call, old)) return refuse('unknown-record', 'the credential has ended, expired or was rotated');
  const owner = users.get(old.owner ?? '');
  const end = old.expiresAt === undefined ? undefined : call.now + (old.expiresAt - old.issuedAt);
  const { tenant, session, name, rights, data } = old;
  const draft = draftCredential(call.world, plan, {
    tenant,
    owner,
    session,
    name,
    rights,
    data,
    enabled: old.enabled,
    expiresAt: end,
    now: call.now,
  });
  const store = (made: Minted): Outcome | Refused => {
    if (isPast(call, old))
      return refuse('unknown-record', 'the credential ended while its successor was made');
    // Switched off or on while its successor was being signed.
    const successor = lean({ ...wholeOf(made.credential), enabled: old.enabled });
    const minted: Minted = { ...made, credential: successor };
    credentials.add(minted.credential, call.now, watch);
    if (!showsId(call)) credentials.passId(old, minted.credential);
    credentials.endByRotation(old, call.now);
    return { minted: [minted], user: owner, subject: { type: 'credential', credential: minted.credential } };
  };
  const watch = credentials.watch();
  const minted = mint(call.world, draft, owner);
  if (minted instanceof Promise) return minted.then(store).finally(() => credentials.unwatch(watch));
  credentials.unwatch(watch);
  return store(minted);
}

/** There is no successor to what is over: rotation revives nothing. */
function isPast({ world, now }: Call, credential: Credential): boolean {
  return credential.end !== undefined || now >= stopsAt(credential, world.plan.edge);
}

/** Where the answer tells no id, the client goes on with the one that it has. */
function showsId({ operation }: Call): boolean {
  const answer = operation?.operation.responses.get(operation.operation.success);
  return answer?.places.some((place) => place.attribute === `${operation?.operation.object}.id`) ?? false;
}
