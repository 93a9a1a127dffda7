import type { JournalEntry } from '../spec/control.ts';
import type { Call } from './call.ts';
import { maskedPath } from './masked-path.ts';

/** Writes one request to the journal of its space: who, what, and why not. No credential value gets into it. */
export function logCall(call: Call, status: number): void {
  const { world, request } = call;
  world.journal.add({
    at: call.now,
    method: request.method,
    path: isLiteral(call) ? request.path : maskedPath(world.credentials, request.path),
    status,
    operation: call.operation?.operation.key,
    whom: call.actor ?? call.verified[0]?.credential ?? call.outcome.user?.id,
    refusal: refusalOf(call),
  });
}

function refusalOf({ refusal, failure }: Call): JournalEntry['refusal'] | undefined {
  if (failure !== undefined) return { stage: 'server', cause: 'internal-error', reason: failure };
  return refusal && { stage: refusal.stage, cause: refusal.cause, reason: refusal.reason };
}

/** A path without parameters holds nothing that a client chose. */
function isLiteral({ operation, request }: Call): boolean {
  return operation?.operation.path === request.path;
}
