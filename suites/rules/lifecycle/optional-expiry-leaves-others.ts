import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const optionalExpiryLeavesOthers: Rule = {
  id: 'optional-expiry-leaves-others',
  title: 'An expiry of one credential does not end its siblings',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-28', 'UA-35'],
  sources: [],
  experiments: ['chosen-expiry'],
  rationale: "An expiry that is kept at the user ends all of the user's credentials.",
  falsePositives: 'The sibling has the same user and rights, and no expiry.',
  applies: (model) =>
    someOrReason(
      model.operations.filter(
        (operation) =>
          ['issue', 'update'].includes(operation.verb) &&
          operation.request.some(
            ({ attribute, readOnly }) =>
              !readOnly &&
              [`${operation.object}.expiresAt`, `${operation.object}.expiresIn`].includes(attribute),
          ),
      ),
      'no operation sets an expiry',
    ),
  judge: (view) =>
    allAccepted(view, 'chosen-expiry', ['without-expiry'], (probe) => kindGrounds(view, probe, 'lifetime')),
};
