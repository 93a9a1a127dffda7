import { credentialVerb, minted, tamper } from '../lie.ts';
import { givenNames } from '../../given.ts';
import { act } from '../../stages/act.ts';
import { validate } from '../../stages/validate.ts';
import type { Mutant } from '../mutant.ts';

export const namesAreMatchedByPrefix: Mutant = {
  id: 'names-are-matched-by-prefix',
  lie: 'An unknown name at issue gives every name that begins like it.',
  fails: ['pending'],
  appliesTo: (model) => model.operations.some(({ verb, object, request }) => verb === 'issue' && model.credentials.get(object)?.rights.includes('own') === true && request.some(({ attribute }) => attribute === `${object}.rights`)),
  options: () => ({
    stages: {
      validate: (call) => (call.operation && issues(call.operation.operation) ? undefined : validate(call)),
      act: async (call) => {
        const refused = await act(call);
        const made = call.operation && issues(call.operation.operation) ? minted(call) : undefined;
        const given = made === undefined ? undefined : givenNames(call, `${made.kind.name}.rights`, made.kind.names);
        if (!refused && made && given && given.length > 0) tamper(made, { rights: made.kind.names.filter((name) => given.some((one) => name === one || name.toLowerCase().startsWith(one.toLowerCase()))) });
        return refused;
      },
    },
  }),
};

const issues = credentialVerb('issue');
