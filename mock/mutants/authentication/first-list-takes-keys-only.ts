import { refuse } from '../../call.ts';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, keyField, takes } from '../wrap.ts';

export const firstListTakesKeysOnly: Mutant = {
  id: 'first-list-takes-keys-only',
  lie: 'The first list of records takes keys only: a bearer token in Authorization is unknown to it.',
  fails: [
    'bearer-header-supported',
    'jwt-exp-enforced',
    'lifetime-enforced',
    'login-every-role',
    'login-repeatable',
    'refresh-works',
  ],
  appliesTo: (model) => keyField(model) !== undefined && takes(model, 'bearer'),
  options: (model) => {
    const route = model.operations.find(
      ({ method, verb, objectKind, path }) =>
        method === 'GET' && verb === 'list' && objectKind === 'record' && !path.includes('{'),
    )?.key;
    return beforeAuthentication((call) =>
      call.operation?.operation.key === route && fieldValues(call.request, 'authorization').length > 0
        ? refuse('unknown', 'tokens are not looked up here')
        : undefined,
    );
  },
};
