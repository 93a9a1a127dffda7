import type { Operation } from '../../../spec/model.ts';
import { afterAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const switchIsNotTurned: Mutant = {
  id: 'switch-is-not-turned',
  lie: 'A credential that a request disables works on.',
  fails: ['disable-effective'],
  appliesTo: (model) => model.operations.some(takesSwitch),
  options: () =>
    afterAct(takesSwitch, (call) => {
      if (call.subject?.type === 'credential') tamper(call.subject.credential, { enabled: true });
    }),
};

function takesSwitch({ verb, object, request }: Operation): boolean {
  return (
    verb === 'update' &&
    request.some(({ attribute, in: site }) => site === 'body' && attribute === `${object}.enabled`)
  );
}
