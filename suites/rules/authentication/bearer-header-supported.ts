import { groundsOf } from '../../../spec/facts.ts';
import { acceptance } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerHeaderSupported: Rule = {
  id: 'bearer-header-supported',
  title: 'A bearer token works in Authorization',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-03', 'UA-02'],
  sources: ['RFC 6750 §2.1'],
  experiments: ['token-twice'],
  rationale: 'It is the one place that every server of bearer tokens has to know.',
  falsePositives: 'The token was made or given for this run, and the caller holds a right to the operation.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'token-twice', step: 'control', sorts: ['bearer'] }, (probe, { scheme }) =>
      acceptance(probe, { grounds: groundsOf(view.model, scheme, 'scheme', 'in') }),
    ),
};
