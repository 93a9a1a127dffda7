import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const getAnswers203: Mutant = {
  id: 'get-answers-203',
  lie: 'A GET of records is answered with 203.',
  fails: ['response-status-declared'],
  appliesTo: () => true,
  options: () =>
    replyingTo([200], (reply, call) =>
      call.operation?.operation.objectKind === 'record' ? { ...reply, status: 203 } : reply,
    ),
};
