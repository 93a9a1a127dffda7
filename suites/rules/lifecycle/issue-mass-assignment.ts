import {
  answeredFinding,
  finding,
  statusOf,
  statusText,
  succeeded,
  unanswered,
} from '../../judging/findings.ts';
import { plantedLists, takenOver } from '../../judging/planted.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const issueMassAssignment: Rule = {
  id: 'issue-mass-assignment',
  title: 'The caller cannot choose what the server must choose: id, secret, dates, tenant',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-14', 'CD-30'],
  sources: ['OWASP API3:2023', 'RFC 6749 §10.10'],
  experiments: ['issue-mass-assignment'],
  rationale:
    "A secret or id chosen by the caller can be known to others; a tenant chosen by the caller is somebody else's.",
  falsePositives: 'Refusing the additional members is as good as ignoring them.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model)
        .flatMap(({ name }) => credentialOperations(model, 'issue', name))
        .filter(({ body }) => body?.mediaType.includes('json') === true),
      'no issuing request has a JSON body',
    ),
  judge: (view) =>
    view
      .exchanges({ experiment: 'issue-mass-assignment', step: 'issue-extra' })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const parts = { case: probe.case, expected: 'additional members ignored or refused' };
        if (!succeeded(probe)) {
          const refusals = [400, 422, operation.refusals.get('invalid-request')?.status];
          return [
            answeredFinding(probe, refusals.includes(statusOf(probe)), {
              ...parts,
              observed: `answered ${statusText(probe)}`,
              evidence: [probe.seq],
            }),
          ];
        }
        const taken = takenOver(view, probe, operation);
        const lists = plantedLists(view, probe);
        const silence = taken.length > 0 ? undefined : unanswered(lists);
        if (silence !== undefined)
          return [
            {
              ...parts,
              verdict: 'untestable',
              observed: `issued, but what was issued could not be seen: ${silence}`,
              evidence: [probe.seq, ...lists.map(({ seq }) => seq)],
            },
          ];
        return [
          finding(taken.length === 0, {
            ...parts,
            observed: taken.length === 0 ? 'ignored' : `taken over: ${taken.join(', ')}`,
            evidence: [probe.seq, ...lists.map(({ seq }) => seq)],
          }),
        ];
      }),
};
