import { afterAct, credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const aSecondNameGivesAThird: Mutant = {
  id: 'a-second-name-gives-a-third',
  lie: 'A credential with two names gets one more.',
  fails: ['scope-no-extra'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        verb === 'issue' &&
        model.credentials.get(object)?.rights.includes('own') === true &&
        request.some(({ attribute }) => attribute === `${object}.rights`),
    ),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      const extra = made?.kind.names.find((name) => !made.rights.includes(name));
      if (made?.rights.length === 2 && extra !== undefined) tamper(made, { rights: [...made.rights, extra] });
    }),
};
