import { hasPlainAnchor, judgePlain } from '../../judging/plain-http.ts';
import type { Rule } from '../../rule.ts';

export const bearerTlsOnly: Rule = {
  id: 'bearer-tls-only',
  title: 'A bearer token is of no use over plain HTTP',
  level: 'MUST',
  family: 'authentication',
  statements: [],
  sources: ['RFC 6750 §5.3', 'RFC 6749 §10.3', 'OWASP ASVS 5.0 12.2.1'],
  experiments: ['plain-http'],
  rationale:
    'Whoever listens on the way can use what travels in clear. An API that answers there invites it.',
  falsePositives:
    'Judges https targets only, and not on this machine or on a port of their own, where port 80 is somebody else. Another site on port 80 shows in its media type, that of a 401 too; a blanket 403 of a front server is a refusal; nothing real is sent.',
  applies: (model) => hasPlainAnchor(model, 'bearer'),
  judge: (view) => judgePlain(view, 'bearer'),
};
