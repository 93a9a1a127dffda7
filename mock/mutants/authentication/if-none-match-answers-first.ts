import type { Mutant } from '../mutant.ts';
import { fieldValues, replying } from '../wrap.ts';

export const ifNoneMatchAnswersFirst: Mutant = {
  id: 'if-none-match-answers-first',
  lie: 'If-None-Match is answered with 304 before anybody asks who calls.',
  fails: ['http-conditional-and-range-need-auth'],
  appliesTo: () => true,
  options: () =>
    replying((reply, call) =>
      fieldValues(call.request, 'if-none-match').length > 0
        ? { status: 304, headers: {}, payload: undefined }
        : reply,
    ),
};
