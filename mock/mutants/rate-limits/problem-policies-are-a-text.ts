import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';
import { namesTiers } from './applies.ts';

export const problemPoliciesAreAText: Mutant = {
  id: 'problem-policies-are-a-text',
  lie: 'The violated policies are a text with commas.',
  fails: ['response-matches-document', 'rl-problem-type'],
  appliesTo: namesTiers,
  options: () =>
    replyingTo([429], (reply, call) =>
      withBody(reply, (body) => ({
        ...Object(body),
        'violated-policies': call.empty.map(({ tier }) => tier.name).join(', '),
      })),
    ),
};
