import { denial } from '../../judging/findings.ts';
import { groundsOfCell, hasMatrix, refusalStatuses } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const authzMatrixDeny: Rule = {
  id: 'authz-matrix-deny',
  title: 'Every cell of the permission matrix that is not granted is refused',
  level: 'MUST',
  family: 'authorisation',
  statements: [
    'RG-18',
    'RG-19',
    'RG-20',
    'RG-23',
    'RG-25',
    'RG-29',
    'RG-30',
    'RT-04',
    'RT-35',
    'RT-36',
    'RT-37',
    'RT-38',
    'RT-39',
    'RT-40',
    'RT-41',
    'RT-42',
    'RT-43',
    'RT-45',
    'BZ-14',
    'BZ-15',
    'BZ-23',
    'BZ-25',
    'UA-10',
    'UA-11',
    'UA-15',
    'UA-16',
    'UA-19',
  ],
  general: ['authz-bulk-and-export'],
  sources: ['OWASP API5:2023', 'OWASP ASVS 8.2.1', 'RFC 9110 §15.5.4'],
  experiments: ['matrix-sweep'],
  rationale:
    'A blank cell means no. The names of the credential decide, not those of whoever made it, and each method of each path is decided on its own. Batch, export and report routes are rows like any other; ids inside of a bulk body are not looked into.',
  falsePositives:
    'Counts only where the same request by a permitted credential succeeded. Cells that the document only assumes warn, open ones inform. Which refusal it is, is judged by another rule.',
  applies: hasMatrix,
  judge: (view) =>
    view.exchanges({ experiment: 'matrix-sweep', step: 'denied' }).flatMap((probe) => {
      const operation = view.operation(probe);
      return operation === undefined
        ? []
        : [
            denial(view, probe, {
              statuses: refusalStatuses,
              expected: 'refused',
              grounds: groundsOfCell(view, probe, operation),
            }),
          ];
    }),
};
