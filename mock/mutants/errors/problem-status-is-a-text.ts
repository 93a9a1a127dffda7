import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';

export const problemStatusIsAText: Mutant = {
  id: 'problem-status-is-a-text',
  lie: 'Problem details give the status as a text.',
  fails: ['err-problem-json', 'response-matches-document'],
  appliesTo: (model) =>
    model.operations.some(({ responses }) =>
      [...responses.values()].some(({ mediaType }) => mediaType === 'application/problem+json'),
    ),
  options: () =>
    replyingTo([401, 403, 404], (reply) =>
      withBody(reply, (body) => ({ ...Object(body), status: String(reply.status) })),
    ),
};
