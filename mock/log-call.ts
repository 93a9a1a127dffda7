import type { Call } from './call.ts';
import { digestOf, fingerprint } from './secrets/digest.ts';
import { isoTime } from './state/clock.ts';

/** Writes one request to the journal of its space: who, what, and why not. No credential value gets into it. */
export function logCall(call: Call, status: number): void {
  const { refusal, failure, world } = call;
  const principal = principalOf(call);
  const operation = call.operation?.operation.key;
  world.journal.add({
    at: isoTime(call.now),
    method: call.request.method,
    path: maskedPath(call),
    status,
    ...(operation === undefined ? {} : { operation }),
    ...(principal === undefined ? {} : { principal }),
    ...(refusal ? { refusal: { stage: refusal.stage, cause: refusal.cause, reason: refusal.reason } } : {}),
    ...(failure === undefined
      ? {}
      : { refusal: { stage: 'server', cause: 'internal-error', reason: failure } }),
  });
}

function principalOf(call: Call): string | undefined {
  const credential = call.actor ?? call.verified[0]?.credential;
  if (!credential) return call.outcome.user?.id;
  if (credential.kind.isPassword) return credential.owner;
  const alias = `${credential.kind.name}#${credential.digest.slice(0, 8)}`;
  return credential.owner === undefined ? alias : `${credential.owner} (${alias})`;
}

/** A segment that is a credential's value is replaced by its fingerprint, whatever the path means by it. */
function maskedPath(call: Call): string {
  const { path } = call.request;
  const shown = path.length > 500 ? `${path.slice(0, 500)}…` : path;
  const longest = 16;
  if (!shown.split('/').some((segment) => segment.length >= longest)) return shown;
  const { credentials, plan } = call.world;
  return shown
    .split('/')
    .map((segment) => {
      if (segment.length < longest) return segment;
      const digest = digestOf(segment);
      const isSecret = plan.kinds.keys().some((kind) => credentials.byDigest(kind, digest) !== undefined);
      return isSecret ? `#${fingerprint(segment)}` : segment;
    })
    .join('/');
}
