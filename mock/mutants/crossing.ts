import type { Operation } from '../../spec/model.ts';
import type { Call, MockOptions } from '../index.ts';
import { locate } from '../stages/locate.ts';

/** A server whose look-up forgets the border on some operations: what is foreign is found. */
export function crossing(
  pick: (operation: Operation) => boolean,
  found: (call: Call) => boolean = () => true,
): Partial<MockOptions> {
  return {
    stages: {
      locate: (call) => {
        const refused = locate(call);
        const operation = call.operation?.operation;
        return !(refused instanceof Promise) &&
          refused?.cause === 'foreign-record' &&
          operation !== undefined &&
          pick(operation) &&
          found(call)
          ? undefined
          : refused;
      },
    },
  };
}
