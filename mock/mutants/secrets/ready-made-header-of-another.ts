import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const readyMadeHeaderOfAnother: Mutant = {
  id: 'ready-made-header-of-another',
  lie: 'The ready-made header is that of another credential.',
  fails: ['secret-header-where-documented'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(({ valueDisplayedBy }) => valueDisplayedBy.length > 0),
  options: () => {
    let before: unknown;
    return inAnswer(credentialVerb('issue'), (entry, _, operation) => {
      const member = memberOf(operation, 'value');
      if (member === undefined) return;
      const own = entry[member];
      entry[member] = before ?? own;
      before = own;
    });
  },
};
