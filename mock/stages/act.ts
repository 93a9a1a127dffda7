import { actionFor } from '../actions/table.ts';
import type { Call, Outcome, Refused } from '../call.ts';
import { refuse } from '../call.ts';
import { useCredentials } from '../use.ts';

/** May the event happen now? Refusing leaves everything as it was. */
export function act(call: Call): Refused | undefined | Promise<Refused | undefined> {
  const operation = call.operation?.operation;
  if (!operation) return undefined;
  const use = useCredentials(call);
  if ('cause' in use) return use;
  const action = actionFor(operation);
  if (!action)
    return refuse('wrong-method', `this server cannot ${operation.verb} a ${operation.objectKind}`);
  const done = action(call);
  return done instanceof Promise
    ? done.then((result) => conclude(call, use.undo, result))
    : conclude(call, use.undo, done);
}

function conclude(call: Call, undo: () => void, result: Outcome | Refused): Refused | undefined {
  if ('cause' in result) {
    undo();
    return result;
  }
  call.outcome = result;
  return undefined;
}
