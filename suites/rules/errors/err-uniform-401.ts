import type { Exchange } from '../../../spec/history.ts';
import { answerField } from '../../judging/answers.ts';
import { answeredFinding, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { normalBody, normalText } from '../../judging/normal-body.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

/** Variants that keep length and alphabet. */
const wellFormed = /letter case flipped|two characters swapped|wrong secret|another key/;

export const errUniform401: Rule = {
  id: 'err-uniform-401',
  title: 'All tokens that are not known are refused alike',
  level: 'SHOULD',
  family: 'errors',
  statements: ['RG-42'],
  general: ['fmt-checksum'],
  sources: ['CWE-204', 'OWASP ASVS 5.0 6.3.8'],
  experiments: ['malformed-credentials'],
  rationale: 'An answer that differs for a near miss confirms that part of it was right.',
  falsePositives:
    'Only well-formed values are compared; a malformed one may be told so. Request ids, times and quotas are masked before comparing.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: ['altered', 'pair-parts'] },
      (probe, { scheme }) => {
        const unknown = view
          .exchanges({ experiment: 'malformed-credentials', step: 'unknown' })
          .find((one) => one.detail['scheme'] === scheme.name);
        if (succeeded(probe) || unknown === undefined || !wellFormed.test(probe.case)) return undefined;
        const same =
          probe.response?.status === unknown.response?.status &&
          normalBody(probe.response?.body, 'refusal') === normalBody(unknown.response?.body, 'refusal') &&
          challenge(probe) === challenge(unknown);
        return answeredFinding([unknown, probe], same, {
          case: probe.case,
          expected: 'the answer to a value that was never given out',
          observed: same ? 'the same' : `another answer (${statusText(probe)})`,
          evidence: [unknown.seq, probe.seq],
        });
      },
    ),
};

function challenge(exchange: Exchange): string {
  return normalText(answerField(exchange, 'www-authenticate') ?? '', 'refusal');
}
