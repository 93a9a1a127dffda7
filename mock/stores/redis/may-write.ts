import type { Call } from '../../call.ts';

/** Could this call change something? If so it is decided with the lock of the space. What reads goes without. */
export function mayWrite(call: Call): boolean {
  const { operation } = call;
  if (!operation || call.refusal) return false;
  const { verb, objectKind } = operation.operation;
  if (verb !== 'list' && verb !== 'read') return true;
  // A thing that each tenant has one of is made when it is first looked at.
  if (verb === 'read' && objectKind === 'record' && operation.idParameter === undefined) return true;
  return call.verified.some(({ credential }) => credential.kind.uses !== 'any');
}

/** Before it is decided anew: as if it had just come. */
export function startOver(call: Call): void {
  Object.assign(call, {
    now: call.world.clock.now(),
    route: undefined,
    operation: undefined,
    guard: undefined,
    params: {},
    tickets: [],
    empty: [],
    verified: [],
    actor: undefined,
    user: undefined,
    names: [],
    tenant: '',
    reach: [],
    subject: undefined,
    named: undefined,
    outcome: {},
    refusal: undefined,
  });
}
