import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { given } from '../given.ts';
import { isWithin } from '../reach.ts';
import { digestOf } from '../secrets/digest.ts';
import { type Credential, isManaged } from '../state/credential.ts';

/** Ends one credential for good: by its id, by its value (RFC 7009), or the presented one. The last `min` stay. */
export function revoke(call: Call): Outcome | Refused {
  const found = target(call);
  if ('cause' in found) return found;
  const { kind } = found;
  const { credentials } = call.world;
  const isCounted = found.end === undefined;
  if (kind.count.min > 0 && isCounted && credentials.counted(kind, found, call.now) <= kind.count.min) {
    return refuse('minimum', `the last ${kind.count.min} of ${kind.name} must stay`);
  }
  credentials.end(found, 'revoke', call.now);
  credentials.endAll('revocation', call.now, ({ session }) => session === found.session);
  return { subject: { type: 'credential', credential: found } };
}

function target(call: Call): Credential | Refused {
  const kind = call.operation?.operation.object ?? '';
  const value = given(call, `${kind}.secret`);
  if (typeof value !== 'string') {
    return call.subject?.type === 'credential'
      ? call.subject.credential
      : refuse('unknown-record', 'no credential is named');
  }
  const credential = call.world.credentials.byDigest(kind, digestOf(value));
  if (!credential || !isManaged(credential, call.now))
    return refuse('unknown-record', 'there is no such credential');
  const isOwn = call.user === undefined || credential.owner === call.user.id;
  return isOwn && isWithin(call, { type: 'credential', credential })
    ? credential
    : refuse('foreign-record', 'the credential belongs to somebody else');
}
