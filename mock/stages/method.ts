import { type Call, type Refused, refuse } from '../call.ts';

/** Does the path offer this method? Asked behind authentication, so that a stranger learns no map of the API. */
export function method(call: Call): Refused | undefined {
  if (call.operation) return undefined;
  return refuse('wrong-method', `the path offers ${call.route?.allow ?? 'nothing'}`);
}
