import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, keyField, setField } from '../wrap.ts';

export const keysAreSearchedInAList: Mutant = {
  id: 'keys-are-searched-in-a-list',
  lie: 'Key fields are split at commas, and any good member will do.',
  fails: ['apikey-duplicate-header', 'http-comma-joined-credentials'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) => ({
    stages: {
      authenticate: async (call) => {
        const name = keyField(model) ?? '';
        const members = fieldValues(call.request, name).flatMap((line) => line.split(/, */));
        const refused = await authenticate(call);
        if (!refused || members.length < 2) return refused;
        for (const member of members) {
          setField(call, name, [member]);
          if (!(await authenticate(call))) return undefined;
        }
        return refused;
      },
    },
  }),
};
