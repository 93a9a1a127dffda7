import type { Call } from './call.ts';
import { maskedPath } from './masked-path.ts';
import { isoTime } from './state/clock.ts';

/** Writes one request to the journal of its space: who, what, and why not. No credential value gets into it. */
export function logCall(call: Call, status: number): void {
  const { refusal, failure, world } = call;
  const principal = principalOf(call);
  const operation = call.operation?.operation.key;
  world.journal.add({
    at: isoTime(call.now),
    method: call.request.method,
    path: isLiteral(call) ? call.request.path : maskedPath(call.world.credentials, call.request.path),
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

/** A path without parameters holds nothing that a client chose. */
function isLiteral({ operation, request }: Call): boolean {
  return operation?.operation.path === request.path;
}
