import type { AuthModel } from '../../../spec/model.ts';
import { parseBody } from '../../body.ts';
import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const ownerIsTakenFromTheBody: Mutant = {
  id: 'owner-is-taken-from-the-body',
  lie: 'A record belongs to whom its body names.',
  fails: ['authz-owner-from-caller'],
  appliesTo: (model) => ownerMember(model) !== undefined,
  options: (model) => {
    const member = ownerMember(model) ?? '';
    return {
      stages: {
        act: async (call) => {
          const refused = await act(call);
          const { value } = parseBody(call);
          const owner: unknown =
            typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
          const subject = call.outcome.subject;
          if (
            !refused &&
            isOf(call, 'record', 'create') &&
            subject?.type === 'record' &&
            typeof owner === 'string'
          )
            call.world.records.change(call.operation?.operation.object ?? '', subject.record, { owner });
          return refused;
        },
      },
    };
  },
};

/** The member of answers that shows the owner of a record. */
function ownerMember(model: AuthModel): string | undefined {
  const places = model.operations
    .filter(({ verb, objectKind }) => verb === 'create' && objectKind === 'record')
    .flatMap(({ responses }) => [...responses.values()].flatMap((answer) => answer.places));
  return places
    .find(({ attribute }) => attribute === 'record.owner')
    ?.at.split('/')
    .at(-1);
}
