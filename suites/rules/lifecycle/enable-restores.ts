import { canSet } from '../../experiments/switch-off.ts';
import { allAccepted } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const enableRestores: Rule = {
  id: 'enable-restores',
  title: 'A credential that is enabled again works',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OpenAPI 3.1 §4.8.10'],
  experiments: ['switch-off'],
  rationale: 'Unlike revocation, disabling can be undone.',
  falsePositives: 'The credential worked before it was disabled.',
  applies: (model) =>
    someOrReason(
      model.operations.filter((operation) => canSet(operation, true)),
      'no operation enables a credential',
    ),
  judge: (view) => allAccepted(view, 'switch-off', ['switched-on'], () => []),
};
