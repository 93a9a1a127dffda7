import { locate } from '../../stages/locate.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch } from '../switch.ts';

export const oldRecordsStayReadable: Mutant = {
  id: 'old-records-stay-readable',
  lie: 'After a switch the records of the former tenant can still be read by id.',
  fails: ['tenant-switch-nothing-carried-over'],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () => ({
    stages: {
      locate: (call) => {
        const refused = locate(call);
        const record = call.subject?.type === 'record' ? call.subject.record : undefined;
        const isFormer =
          record !== undefined &&
          call.user !== undefined &&
          record.tenant !== call.tenant &&
          call.user.roles.has(record.tenant) &&
          call.user.tenant !== [...call.user.roles.keys()][0];
        return !(refused instanceof Promise) &&
          refused?.cause === 'foreign-record' &&
          isOf(call, 'record', 'read') &&
          isFormer
          ? undefined
          : refused;
      },
    },
  }),
};
