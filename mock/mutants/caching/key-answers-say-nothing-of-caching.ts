import type { Mutant } from '../mutant.ts';
import { keyField, replyingTo } from '../wrap.ts';

export const keyAnswersSayNothingOfCaching: Mutant = {
  id: 'key-answers-say-nothing-of-caching',
  lie: 'Answers to a key come without Cache-Control.',
  fails: ['apikey-responses-not-shared-cacheable'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: () =>
    replyingTo([200], ({ headers: { 'Cache-Control': _, ...headers }, ...reply }, call) => ({
      ...reply,
      headers: call.request.method === 'GET' ? headers : { ...headers, 'Cache-Control': 'no-store' },
    })),
};
