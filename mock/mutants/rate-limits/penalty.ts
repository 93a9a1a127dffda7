import { refuse } from '../../call.ts';
import { defaultStages, type MockOptions } from '../../index.ts';
import type { Reading } from '../../state/limiter.ts';

/** Until when a partition is shut out, and whether the refusals say so. */
export interface Block {
  readonly until: number;
  readonly isTold: boolean;
}

/**
 * A limiter that shuts out who exceeded a limit. `block` is asked at each refusal, with the end of the block before if one is
 * on.
 */
export function blocking(
  block: (reading: Reading, before: number | undefined, now: number) => Block,
): Partial<MockOptions> {
  const blocks = new WeakMap<object, Block>();
  return {
    stages: {
      limit: async (call) => {
        const refused = await defaultStages.limit(call);
        const readings = refused ? call.empty : call.tickets.map(({ reading }) => reading);
        const shut = readings.filter(
          ({ counter }) => refused || (blocks.get(counter)?.until ?? 0) > call.now,
        );
        if (shut.length === 0) return refused;
        for (const { counter, takenAt } of call.tickets) counter.giveBack(takenAt, call.now);
        call.tickets = [];
        call.empty = shut.map((reading) => {
          const before = blocks.get(reading.counter);
          const isOn = before !== undefined && before.until > call.now;
          const next = block(reading, isOn ? before.until : undefined, call.now);
          blocks.set(reading.counter, next);
          return { ...reading, remaining: 0, resetsAt: next.isTold ? next.until : reading.resetsAt };
        });
        return refused ?? refuse('rate-limit', 'still shut out');
      },
    },
  };
}
