import { methodTamper } from '../../experiments/method-tamper.ts';
import { tampering } from '../../judging/tampering.ts';
import type { Rule } from '../../rule.ts';

export const authzMethodTamper: Rule = {
  id: 'authz-method-tamper',
  title: 'A forbidden write does not become permitted by calling itself a read',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-23'],
  sources: ['OWASP API5:2023'],
  experiments: ['method-tamper'],
  rationale: 'A guard that believes the override lets pass what the router then executes by the real method.',
  falsePositives: 'Judged by the effect alone: a server that takes the call for a read and serves that does no harm.',
  applies: (model) => methodTamper.applies(model),
  judge: (view) => tampering(view, 'override-to-read'),
};
