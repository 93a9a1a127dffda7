import { allAccepted, allRefused, endedBefore, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const optionalExpiryEnforced: Rule = {
  id: 'optional-expiry-enforced',
  title: 'A credential whose expiry was set works until then and not longer',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-28'],
  sources: [],
  experiments: ['chosen-expiry', 'ended-credentials'],
  rationale: 'An expiry that is stored but not checked is a false promise.',
  falsePositives:
    "Probed three seconds before and after, by the target's own clock; the one that is probed after was not used in between.",
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
  judge: (view) => [
    ...allAccepted(view, 'chosen-expiry', ['before-chosen-expiry'], (probe) =>
      kindGrounds(view, probe, 'lifetime'),
    ).map((one) => ({ ...one, case: `${one.case}, just before` })),
    ...allRefused(view, 'chosen-expiry', ['after-chosen-expiry-unused'], 'expired', (probe) =>
      kindGrounds(view, probe, 'lifetime'),
    ).map((one) => ({ ...one, case: `${one.case}, after` })),
    ...endedBefore(view, 'expired', 'lifetime'),
  ],
};
