import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';
import { namesTiers } from './applies.ts';

export const problemNamesTheWrongPolicy: Mutant = {
  id: 'problem-names-the-wrong-policy',
  lie: 'The problem of a reached limit names a policy that nobody has heard of.',
  fails: ['rl-problem-type'],
  appliesTo: namesTiers,
  options: () =>
    replyingTo([429], (reply) =>
      withBody(reply, (body) => ({ ...Object(body), 'violated-policies': ['quota'] })),
    ),
};
