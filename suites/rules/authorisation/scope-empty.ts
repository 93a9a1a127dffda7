import { nameLookalikes } from '../../experiments/name-lookalikes.ts';
import { harmlessIssue } from '../../judging/harmless-issue.ts';
import type { Rule } from '../../rule.ts';

export const scopeEmpty: Rule = {
  id: 'scope-empty',
  title: 'A credential without names is refused, or opens nothing that asks for a name',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-09', 'RT-18'],
  sources: ['RFC 6749 §3.3', 'OWASP API5:2023'],
  experiments: ['name-lookalikes'],
  rationale: 'An empty list that means no restriction gives everything to who asked for nothing.',
  falsePositives: 'To issue such a credential is fine as long as it opens nothing.',
  applies: (model) => nameLookalikes.applies(model),
  judge: (view) => harmlessIssue(view, 'issue-empty'),
};
