import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';

export const bodyTellsAnotherStatus: Mutant = {
  id: 'body-tells-another-status',
  lie: 'The status in the error body is 500.',
  fails: ['err-body-status-matches'],
  appliesTo: (model) =>
    model.operations.some(({ responses }) =>
      [...responses.values()].some(({ example }) => /"status_?code":/i.test(JSON.stringify(example ?? {}))),
    ),
  options: () =>
    replyingTo([401, 403, 404], (reply) =>
      withBody(reply, (body) =>
        JSON.parse(JSON.stringify(body).replace(/("status_?code":)\d+/i, (_, name: string) => `${name}500`)),
      ),
    ),
};
