import { answerField } from '../../judging/answers.ts';
import { answeredFinding } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor, sortOf } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const corsNoReflectCredentials: Rule = {
  id: 'cors-no-reflect-credentials',
  title: 'No foreign page is allowed to read answers with credentials',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RT-02'],
  sources: ['OWASP API8:2023', 'Fetch §3.2'],
  experiments: ['cross-origin'],
  rationale:
    'A server that reflects any Origin and allows credentials, or allows the field of a key, opens the API to every page that a user visits.',
  falsePositives: 'A plain * without credentials is fine for bearer tokens.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'cross-origin', step: ['with-origin', 'preflight'] },
      (probe, { scheme }) => {
        const allowed = answerField(probe, 'access-control-allow-origin');
        const withCredentials =
          answerField(probe, 'access-control-allow-credentials')?.toLowerCase() === 'true';
        const fields = (answerField(probe, 'access-control-allow-headers') ?? '')
          .toLowerCase()
          .split(/\s*,\s*/);
        const reflected = allowed !== undefined && allowed === probe.detail['origin'];
        const invitesKey =
          sortOf(scheme) === 'key' &&
          (reflected || allowed === '*') &&
          fields.includes(scheme.carrier.name.toLowerCase());
        return answeredFinding(probe, !(reflected && withCredentials) && !invitesKey, {
          case: probe.case,
          expected: 'no foreign origin allowed with credentials',
          evidence: [probe.seq],
          observed:
            allowed === undefined
              ? 'no origin allowed'
              : `allows ${allowed}${withCredentials ? ' with credentials' : ''}${invitesKey ? ` and ${scheme.carrier.name}` : ''}`,
        });
      },
    ),
};
