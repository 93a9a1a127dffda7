import { challengesOf } from '../../judging/challenges.ts';
import { finding, statusText } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerErrorAttribute: Rule = {
  id: 'bearer-error-attribute',
  title: 'A 401 to a bad token says error="invalid_token"',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6750 §3.1'],
  experiments: ['malformed-credentials'],
  rationale: 'The code tells a client to get a new token rather than to ask for a first one.',
  falsePositives:
    'A vendor who never speaks of OAuth need not follow RFC 6750; a document that declares its own challenge is the measure, so other servers are only warned.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'unknown', sorts: ['bearer'] }, (probe) => {
      const refusal = view.operation(probe)?.refusals.get('unknown');
      if (probe.response?.status !== 401)
        return {
          case: probe.case,
          verdict: 'noted',
          expected: '401',
          observed: statusText(probe),
          evidence: [probe.seq],
        };
      const bearer = challengesOf(probe).filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
      const declared = refusal?.headers['WWW-Authenticate'] ?? refusal?.headers['www-authenticate'];
      const errors = bearer.flatMap(({ params }) =>
        params.filter(({ name }) => name.toLowerCase() === 'error').map(({ value }) => value),
      );
      const found = {
        case: probe.case,
        expected: 'error="invalid_token"',
        observed: `error is ${errors.join(', ') || 'absent'}`,
        evidence: [probe.seq],
      };
      if (bearer.length === 0) return { ...found, verdict: 'noted', observed: 'no Bearer challenge' };
      if (declared !== undefined && !/error=/i.test(declared) && errors.length === 0)
        return { ...found, verdict: 'noted', observed: 'absent, as the document declares' };
      return finding(errors.includes('invalid_token'), found);
    }),
};
