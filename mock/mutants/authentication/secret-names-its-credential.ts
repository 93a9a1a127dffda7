import { digestOf } from '../../secrets/digest.ts';
import type { Mutant } from '../mutant.ts';
import { afterRouting } from '../wrap.ts';

export const secretNamesItsCredential: Mutant = {
  id: 'secret-names-its-credential',
  lie: 'A credential can be ended by its secret in the path.',
  fails: ['http-no-credentials-in-url', 'revoke-needs-id'],
  appliesTo: (model) =>
    model.operations.some(
      ({ objectKind, verb, path }) => objectKind === 'credential' && verb === 'revoke' && path.endsWith('}'),
    ),
  options: () =>
    afterRouting((call, refused) => {
      const operation = call.operation?.operation;
      if (refused || operation?.objectKind !== 'credential') return refused;
      const id = (value: string) =>
        call.world.credentials.byDigest(operation.object, digestOf(value))?.id ?? value;
      call.params = Object.fromEntries(Object.entries(call.params).map(([name, value]) => [name, id(value)]));
      return undefined;
    }),
};
