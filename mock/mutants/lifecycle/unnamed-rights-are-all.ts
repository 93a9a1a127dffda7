import type { Operation } from '../../../spec/model.ts';
import { givenNames } from '../../given.ts';
import { afterAct, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const unnamedRightsAreAll: Mutant = {
  id: 'unnamed-rights-are-all',
  lie: 'A maker can give no more than it holds, but a credential for which no rights are named gets all.',
  fails: ['issue-ceiling'],
  appliesTo: (model) => model.operations.some(mayNameNone),
  options: () =>
    afterAct(mayNameNone, (call) => {
      const made = minted(call);
      if (made === undefined || givenNames(call, `${made.kind.name}.rights`, made.kind.names)) return;
      tamper(made, { rights: made.kind.names });
    }),
};

function mayNameNone({ within, verb, object, request }: Operation): boolean {
  const places = request.filter(({ attribute }) => attribute === `${object}.rights`);
  return within === 'caller' && verb === 'issue' && places.every(({ required }) => !required);
}
