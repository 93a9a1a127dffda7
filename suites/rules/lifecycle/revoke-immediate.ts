import { allRefused, endedBefore, kindGrounds, kindOf, operationGrounds } from '../../judging/lifecycle.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const revokeImmediate: Rule = {
  id: 'revoke-immediate',
  title: 'A revoked credential is refused everywhere, within the bound that the document gives',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-40', 'RT-08', 'UA-34', 'CD-11'],
  general: ['cache-auth-decision-fresh'],
  sources: ['RFC 7009 §2', 'OWASP ASVS 7.4.1'],
  experiments: ['revoke-and-watch', 'ended-credentials'],
  rationale: 'Caches of positive answers let revoked credentials live on for seconds to days.',
  falsePositives:
    'The credential is used right before, so that caches are warm; the declared bound is waited out; any of the declared status, 401 and 403 counts as refused.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) => [
    ...allRefused(view, 'revoke-and-watch', ['after-revoke'], 'revoked', (probe) => {
      const kind = kindOf(view, probe);
      // Only where there is a delay does the verdict lean on its bound.
      return kind !== undefined && kind.ends.withinSeconds > 0
        ? kindGrounds(view, probe, 'ends')
        : operationGrounds(view, probe, 'by');
    }),
    ...endedBefore(view, 'revoked', 'ends'),
  ],
};
