import { parseBody } from '../../body.ts';
import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { reachesBy } from '../narrow.ts';

export const updateMergesWhateverComes: Mutant = {
  id: 'update-merges-whatever-comes',
  lie: "A change writes whatever members come, also the server's own.",
  fails: ['authz-field-level'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        operation.objectKind === 'record' &&
        operation.verb === 'update' &&
        operation.body !== undefined &&
        reachesBy(operation, 'owner'),
    ),
  options: () => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        const { value } = parseBody(call);
        const subject = call.outcome.subject;
        if (
          !refused &&
          isOf(call, 'record', 'update') &&
          subject?.type === 'record' &&
          typeof value === 'object'
        )
          call.world.records.change(call.operation?.operation.object ?? '', subject.record, {
            data: { ...subject.record.data, ...value },
          });
        return refused;
      },
    },
  }),
};
