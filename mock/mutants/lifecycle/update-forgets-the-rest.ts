import type { AuthModel } from '../../../spec/model.ts';
import { givenData } from '../../given.ts';
import { afterAct, credentialVerb, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const updateForgetsTheRest: Mutant = {
  id: 'update-forgets-the-rest',
  lie: 'A change of a credential drops what was given with it and is not named again.',
  fails: ['credential-update-keeps-rest'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('issue')(operation) && changeable(model, operation.object) && takesMore(operation),
    ),
  options: () =>
    afterAct(credentialVerb('update'), (call) => {
      if (call.subject?.type === 'credential') tamper(call.subject.credential, { data: givenData(call) });
    }),
};

function changeable(model: AuthModel, kind: string): boolean {
  return model.operations.some(
    (operation) => credentialVerb('update')(operation) && operation.object === kind,
  );
}

/** Does the example give something that bears no annotation? */
function takesMore({ body, request }: AuthModel['operations'][number]): boolean {
  const bound = request.map(({ at }) => at.split('/')[1]);
  return Object.keys(Object(body?.example)).some((name) => !bound.includes(name));
}
