import { cacheDirectives } from '../../judging/answers.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerQueryResponsePrivate: Rule = {
  id: 'bearer-query-response-private',
  title: 'Answers to a token in the query say that they are private',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 6750 §2.3'],
  experiments: ['cross-channel'],
  rationale: 'Without Authorization a shared cache sees an ordinary URL, and keeps what it answers.',
  falsePositives: 'Only where a token in the query is accepted at all; private or no-store will do.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    orNone(
      judgeForms(view, { experiment: 'cross-channel', step: 'in-query', sorts: ['bearer'] }, (probe) => {
        if (!succeeded(probe)) return undefined;
        const directives = cacheDirectives(probe);
        return finding(directives.has('private') || directives.has('no-store'), {
          case: probe.case,
          expected: 'Cache-Control: private or no-store',
          observed: [...directives.keys()].join(', ') || 'no Cache-Control',
          evidence: [probe.seq],
        });
      }),
      'private answers, if a token in the query is accepted',
    ),
};
