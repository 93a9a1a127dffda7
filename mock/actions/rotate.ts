import type { Minted } from '../call.ts';
import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { draftCredential, mint } from '../secrets/mint.ts';
import { isManaged } from '../state/credential.ts';

/** A successor with the same grants. The old value works on for as long as the document says. */
export function rotate(call: Call): Outcome | Refused | Promise<Outcome | Refused> {
  if (call.subject?.type !== 'credential')
    return refuse('unknown-record', 'no credential is named or presented');
  const old = call.subject.credential;
  const plan = call.world.kind(old.kind.name);
  if (!plan) return refuse('unknown-record', 'no such kind of credential');
  const { credentials, users } = call.world;
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
    expiresAt: end,
    now: call.now,
  });
  const store = (minted: Minted): Outcome | Refused => {
    if (!isManaged(old, call.now) || old.end)
      return refuse('unknown-record', 'the credential has ended or was rotated');
    credentials.add(minted.credential, call.now);
    if (!showsId(call)) credentials.passId(old, minted.credential);
    credentials.endByRotation(old, call.now);
    return { minted: [minted], user: owner, subject: { type: 'credential', credential: minted.credential } };
  };
  const minted = mint(call.world, draft, owner);
  return minted instanceof Promise ? minted.then(store) : store(minted);
}

/** Where the answer tells no id, the client goes on with the one that it has. */
function showsId({ operation }: Call): boolean {
  const answer = operation?.operation.responses.get(operation.operation.success);
  return answer?.places.some((place) => place.attribute === `${operation?.operation.object}.id`) ?? false;
}
