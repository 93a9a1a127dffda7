import type { Call } from '../../call.ts';
import { admission, defaultStages, type Pipeline } from '../../pipeline.ts';

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

const foreseeable = new WeakMap<Pipeline, boolean>();

/**
 * Can a call that writes nothing be decided to its end before it is confirmed? Only by the true stages: those of a server
 * with a flaw may remember that they ran.
 */
export function isForeseeable(pipeline: Pipeline): boolean {
  const known = foreseeable.get(pipeline);
  if (known !== undefined) return known;
  const later = pipeline.steps.slice(admission);
  const is =
    pipeline.render === defaultStages.render && later.every(({ name, run }) => run === defaultStages[name]);
  foreseeable.set(pipeline, is);
  return is;
}

/** Before it is decided anew: as if it had just come. */
export function startOver(call: Call): void {
  backToAdmission(call);
  Object.assign(call, {
    now: call.world.clock.now(),
    route: undefined,
    operation: undefined,
    guard: undefined,
    params: {},
    tickets: [],
    empty: [],
    verified: [],
  });
}

/** As if nothing had been decided yet but what a credential is worth and what limits say. */
export function backToAdmission(call: Call): void {
  call.actor = undefined;
  call.user = undefined;
  call.names = [];
  call.tenant = '';
  call.reach = [];
  call.subject = undefined;
  call.named = undefined;
  call.outcome = {};
  call.refusal = undefined;
}
