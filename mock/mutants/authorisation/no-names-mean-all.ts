import type { Call } from '../../call.ts';
import { given } from '../../given.ts';
import { act } from '../../stages/act.ts';
import { validate } from '../../stages/validate.ts';
import { credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const noNamesMeanAll: Mutant = {
  id: 'no-names-mean-all',
  lie: 'A credential issued without names may do everything.',
  fails: ['issue-needs-rights', 'scope-empty'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        verb === 'issue' &&
        model.credentials.get(object)?.rights.includes('own') === true &&
        request.some(({ attribute }) => attribute === `${object}.rights`),
    ),
  options: () => ({
    stages: {
      validate: (call) => (isEmpty(call) ? undefined : validate(call)),
      act: async (call) => {
        const refused = await act(call);
        const made = isEmpty(call) ? minted(call) : undefined;
        if (!refused && made) tamper(made, { rights: made.kind.names });
        return refused;
      },
    },
  }),
};

function isEmpty(call: Call): boolean {
  const operation = call.operation?.operation;
  if (!operation || !credentialVerb('issue')(operation)) return false;
  const names = given(call, `${operation.object}.rights`);
  return Array.isArray(names) && names.length === 0;
}
