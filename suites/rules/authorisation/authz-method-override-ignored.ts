import { methodTamper } from '../../experiments/method-tamper.ts';
import { tampering } from '../../judging/tampering.ts';
import type { Rule } from '../../rule.ts';

export const authzMethodOverrideIgnored: Rule = {
  id: 'authz-method-override-ignored',
  title: 'No override turns a forbidden write into a permitted call, in either direction',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-23'],
  sources: ['OWASP API5:2023'],
  experiments: ['method-tamper'],
  rationale:
    'Where the override is applied after the guard, or only by the guard, it has judged another call than the one that is executed.',
  falsePositives: 'Judged by the effect alone: to serve the read, or to refuse, are both fine.',
  applies: (model) => methodTamper.applies(model),
  judge: (view) => [...tampering(view, 'override-to-write'), ...tampering(view, 'override-to-read')],
};
