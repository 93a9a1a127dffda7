import { acceptance } from '../../judging/findings.ts';
import { managementGrounds } from '../../judging/management.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const managementOpenToRole: Rule = {
  id: 'management-open-to-role',
  title: 'Those who may manage credentials can',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-05', 'RG-06', 'RT-16', 'UA-33', 'CD-14', 'CD-17'],
  sources: [],
  experiments: ['credential-management'],
  rationale: 'Every role that the document names must be able to do its work.',
  falsePositives: 'One fixture person of each set of roles is tried.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'credential-management', step: 'manage-allowed' })
      .map((probe) => acceptance(probe, { case: probe.case, grounds: managementGrounds(view, probe) })),
};
