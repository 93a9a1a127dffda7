import type { AuthModel } from '../../../spec/model.ts';
import { denial, statusOf } from '../../judging/findings.ts';
import { hasMatrix, plainIsRefused } from '../../judging/sweep.ts';
import { matrixOperations, matrixRow, matrixSchemes } from '../../predict/matrix-cells.ts';
import type { Rule } from '../../rule.ts';

/** Is there a swept GET that some may call and others, with the same kind of credential, may not? */
function refusesReads(model: AuthModel): boolean {
  return matrixSchemes(model).some(({ name }) =>
    matrixOperations(model, { name }).some((operation) => {
      if (operation.method !== 'GET') return false;
      const cells = [...(matrixRow(model, operation, name)?.cells.values() ?? [])];
      const gets = cells.map((cell) => cell.get('GET')?.allowed === true);
      return gets.includes(true) && gets.includes(false);
    }),
  );
}

export const authzHeadAsGet: Rule = {
  id: 'authz-head-as-get',
  title: 'HEAD is refused where GET is',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-23'],
  sources: ['RFC 9110 §9.3.2', 'OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale:
    'Guards that list methods by name forget HEAD; its header fields tell size and existence of what GET would not show.',
  falsePositives: '404, 405 and 501 are fine: HEAD need not be supported.',
  applies: (model) => {
    const has = hasMatrix(model);
    return has === true ? refusesReads(model) || 'every read is open to every name' : has;
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'matrix-sweep', step: 'denied-head' })
      .filter((probe) => plainIsRefused(view, probe))
      .map((probe) => {
        const refusal = view.operation(probe)?.refusals.get('no-right')?.status ?? 403;
        return denial(view, probe, {
          statuses: [refusal, 401, 403, 404, 405, 501],
          case: `HEAD: ${probe.case}`,
          also: () =>
            statusOf(probe) === refusal && (probe.response?.body ?? '') !== ''
              ? 'the answer to HEAD has a body'
              : undefined,
        });
      }),
};
