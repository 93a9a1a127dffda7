import type { Operation } from '../../spec/model.ts';
import type { Call, MockOptions } from '../index.ts';
import { locate } from '../stages/locate.ts';

/** A server whose look-up forgets the border on some operations: it goes on in the tenant of what it found. */
export function crossing(pick: (operation: Operation) => boolean): Partial<MockOptions> {
  return {
    stages: {
      locate: (call) => {
        const refused = locate(call);
        const operation = call.operation?.operation;
        if (refused instanceof Promise || refused?.cause !== 'foreign-record') return refused;
        if (operation === undefined || !pick(operation)) return refused;
        call.tenant = tenantOf(call);
        return undefined;
      },
    },
  };
}

function tenantOf({ subject, tenant }: Call): string {
  switch (subject?.type) {
    case 'record':
      return subject.record.tenant;
    case 'credential':
      return subject.credential.tenant;
    case 'user':
      return subject.user.tenant;
    default:
      return tenant;
  }
}
