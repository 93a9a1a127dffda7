import type { AuthModel } from '../../spec/model.ts';
import { schemesAlone } from './kinds.ts';

/**
 * Choices of names for new credentials of a kind, each of which opens some read by itself: two single names if there
 * are two. Kinds that take no names give one empty choice, which leaves the request as it is.
 */
export function rightsToTry(model: AuthModel, kindName: string): readonly { readonly rights?: readonly string[] }[] {
  const kind = model.credentials.get(kindName);
  if (kind === undefined || !kind.rights.includes('own')) return [{}];
  const opening = kind.names.filter((name) => opensRead(model, kindName, name));
  return opening.length === 0 ? [{}] : opening.map((name) => ({ rights: [name] }));
}

function opensRead(model: AuthModel, kind: string, name: string): boolean {
  return model.operations.some(
    (operation) =>
      operation.method === 'GET' &&
      schemesAlone(model, operation, kind).some((scheme) =>
        operation.security.some((requirement) => requirement.size === 1 && requirement.get(scheme)?.every((one) => one === name) === true),
      ),
  );
}
