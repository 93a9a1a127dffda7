import { isoTime } from '../../state/clock.ts';
import type { Mutant } from '../mutant.ts';
import { replying } from '../wrap.ts';

export const dateIsInIsoForm: Mutant = {
  id: 'date-is-in-iso-form',
  lie: 'Date is written as in JSON, not as HTTP has it.',
  fails: ['http-date-present-and-sane'],
  appliesTo: () => true,
  options: () =>
    replying((reply, { now }) => ({
      ...reply,
      headers: { ...reply.headers, Date: isoTime(now) },
    })),
};
