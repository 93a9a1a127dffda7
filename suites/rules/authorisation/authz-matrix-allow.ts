import { citationsOf } from '../../../spec/facts.ts';
import { aliveOnly } from '../../judging/dead.ts';
import { acceptance, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { groundsOfCell, hasMatrix } from '../../judging/sweep.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzMatrixAllow: Rule = {
  id: 'authz-matrix-allow',
  title: 'Every granted cell of the permission matrix works',
  level: 'MUST',
  family: 'authorisation',
  statements: [
    'RG-10',
    'RG-19',
    'RG-24',
    'RG-29',
    'RG-30',
    'RG-31',
    'RG-35',
    'RT-13',
    'RT-29',
    'RT-34',
    'RT-35',
    'RT-36',
    'RT-37',
    'RT-38',
    'RT-39',
    'RT-40',
    'RT-41',
    'RT-42',
    'RT-43',
    'BZ-09',
    'BZ-15',
    'BZ-16',
    'BZ-19',
    'BZ-25',
    'BZ-49',
    'UA-11',
    'UA-17',
  ],
  sources: ['OWASP API5:2023', 'OWASP ASVS 8.2.1'],
  experiments: ['matrix-sweep'],
  rationale: 'A role that is missing in a grant list breaks those who rely on the document.',
  falsePositives:
    'Bodies and records are valid by the document. A 400, 409 or 422, or a 404 of an item that nobody could reach, is read as an unfit fixture (untestable), not as a denial.',
  applies: hasMatrix,
  judge: (view) => {
    const cells = view.exchanges({ experiment: 'matrix-sweep', step: 'allowed' });
    const reached = new Set(cells.filter(succeeded).map(({ operation }) => operation));
    return aliveOnly(
      view,
      cells.flatMap((cell): readonly Finding[] => {
        const operation = view.operation(cell);
        if (operation === undefined) return [];
        const grounds = [
          ...groundsOfCell(view, cell, operation),
          ...('path' in operation.facts ? citationsOf(operation, 'path') : []),
        ];
        const found = acceptance(cell, { grounds });
        const unfit =
          [400, 409, 415, 422].includes(statusOf(cell)) ||
          (statusOf(cell) === 404 && operation.path.includes('{') && !reached.has(operation.key));
        return [
          unfit
            ? {
                ...found,
                verdict: 'untestable',
                observed: `the request or its record did not fit (${statusText(cell)})`,
              }
            : found,
        ];
      }),
    );
  },
};
