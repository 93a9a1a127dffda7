import { declaredRefusal } from '../../judging/declared-refusal.ts';
import { denial } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal, refusalGrounds } from './login-facts.ts';

export const loginMethodAndMediaType: Rule = {
  id: 'login-method-and-media-type',
  title: 'Only the documented method and media type log in; credentials in the query never do',
  level: 'MUST',
  family: 'login',
  statements: ['RT-20', 'BZ-05'],
  sources: ['OWASP API2:2023', 'ASVS 14.2.1', 'RFC 9110 §15.5.16'],
  experiments: ['login-attempts'],
  rationale:
    'What stands in a URL ends in logs, histories and Referer fields; a second media type is a second parser.',
  falsePositives:
    'Media types that the document declares are not tried. For other methods, and where the document declares no status, any refusal will do.',
  applies: hasPasswordLogin,
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'login-attempts', step: ['by-get', 'by-query'] })
      .map((probe) =>
        denial(view, probe, { statuses: anyRefusal, expected: 'refused, whatever the status' }),
      ),
    ...view.exchanges({ experiment: 'login-attempts', step: 'media-type' }).map((probe) =>
      declaredRefusal(view, probe, ['unsupported-media-type', 'malformed-body', 'invalid-request'], {
        also: [400, 415],
        grounds: refusalGrounds(view.model, view.operation(probe), 'unsupported-media-type'),
        expected: 'refused as an unsupported media type or a body that does not fit',
      }),
    ),
  ],
};
