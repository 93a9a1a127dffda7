import { type Call, type Refused, refuse } from '../call.ts';

/** Is there such a path? Only its one canonical spelling reaches an operation (RFC 9110 §15.5.5). */
export function path(call: Call): Refused | undefined {
  const { plan } = call.world;
  const match = (call.isConsole ? plan.console : plan.api).match(call.request.path);
  if (!match) return refuse('unknown-path', 'the document declares no such path');
  const { route } = match;
  const { method } = call.request;
  call.route = route;
  call.params = match.params;
  call.operation =
    route.operations.get(method) ?? (method === 'HEAD' ? route.operations.get('GET') : undefined);
  call.guard = call.operation?.guard ?? route.guardFor(method);
  return undefined;
}
