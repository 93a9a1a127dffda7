import { allRefused, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const expiryNotExtendedByUse: Rule = {
  id: 'expiry-not-extended-by-use',
  title: 'Using a credential does not put its expiry off',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-29', 'UA-28'],
  sources: [],
  experiments: ['chosen-expiry'],
  rationale: 'A sliding expiry never comes for whoever stole the credential and uses it.',
  falsePositives: 'The credential is used three seconds before its expiry; that use must have succeeded.',
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
    allRefused(view, 'chosen-expiry', ['after-chosen-expiry'], 'expired', (probe) =>
      kindGrounds(view, probe, 'lifetime'),
    ),
};
