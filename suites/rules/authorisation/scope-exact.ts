import { nameLookalikes } from '../../experiments/name-lookalikes.ts';
import { harmlessIssue } from '../../judging/harmless-issue.ts';
import type { Rule } from '../../rule.ts';

export const scopeExact: Rule = {
  id: 'scope-exact',
  title: 'Names of roles and scopes are compared exactly; unknown ones are refused or open nothing',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-26', 'RT-18', 'RT-44'],
  sources: ['RFC 6749 §3.3', 'OWASP API5:2023'],
  experiments: ['name-lookalikes'],
  rationale:
    'Comparison by prefix, without case or as a pattern turns a harmless name into a strong one; an unknown name must not mean no restriction.',
  falsePositives:
    'To issue such a credential is fine as long as it opens nothing. Counts only where one with the known name was issued.',
  applies: (model) => nameLookalikes.applies(model),
  judge: (view) => harmlessIssue(view, 'issue-lookalike'),
};
