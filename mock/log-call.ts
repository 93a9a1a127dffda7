import type { JournalEntry } from '../spec/control.ts';
import type { Call } from './call.ts';
import { maskedPath } from './masked-path.ts';

/** Writes one request to the journal of its space: who, what, and why not. No credential value gets into it. */
export function logCall(call: Call, status: number): void {
  const { world, request } = call;
  const operation = call.operation?.operation;
  world.journal.add(
    call.now,
    request.method,
    // A path without parameters holds nothing that a client chose.
    operation?.path === request.path ? operation.path : maskedPath(world.credentials, request.path),
    status,
    operation?.key,
    call.actor ?? call.verified[0]?.credential ?? call.outcome.user?.id,
    refusalOf(call),
  );
}

function refusalOf({ refusal, failure }: Call): JournalEntry['refusal'] | undefined {
  if (failure !== undefined) return { stage: 'server', cause: 'internal-error', reason: failure };
  return refusal && { stage: refusal.stage, cause: refusal.cause, reason: refusal.reason };
}
