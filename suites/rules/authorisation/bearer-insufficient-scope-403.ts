import type { AuthModel, SecurityScheme } from '../../../spec/model.ts';
import { aliveOnly } from '../../judging/dead.ts';
import { denial } from '../../judging/findings.ts';
import { hasMatrix, isRefused, schemeOf } from '../../judging/sweep.ts';
import { sweptOperations, sweptSchemes } from '../../predict/matrix-cells.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';

export const bearerInsufficientScope403: Rule = {
  id: 'bearer-insufficient-scope-403',
  title: 'A bearer token without the right gets 403, and an error code only of that kind',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-20', 'BZ-15', 'UA-16'],
  sources: ['RFC 6750 §3.1'],
  experiments: ['matrix-sweep'],
  rationale:
    'insufficient_scope with 403 is what clients of bearer tokens know; invalid_token makes them throw a good token away.',
  falsePositives:
    'No challenge is demanded on 403. Documents that name another status are followed. Calls that were not refused are judged by another rule.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    return matrix !== true ? matrix : bearers(model).length > 0 || 'no bearer token holds names';
  },
  judge: (view) =>
    aliveOnly(
      view,
      view
        .exchanges({ experiment: 'matrix-sweep', step: 'denied' })
        .filter(
          (probe) => bearers(view.model).some(({ name }) => name === schemeOf(probe)) && isRefused(probe),
        )
        .map((probe) =>
          denial(view, probe, {
            statuses: [view.operation(probe)?.refusals.get('no-right')?.status ?? 403],
            also: () => {
              const code = headersOf(probe.response?.headers ?? [], 'www-authenticate')
                .map((value) => /\berror="?([A-Za-z_]+)/.exec(value)?.[1])
                .find((found) => found !== undefined);
              return code === undefined || code === 'insufficient_scope'
                ? undefined
                : `the challenge says ${code}`;
            },
          }),
        ),
    ),
};

function bearers(model: AuthModel): readonly SecurityScheme[] {
  return sweptSchemes(model).filter(
    (scheme) =>
      scheme.carrier.in === 'header' &&
      scheme.carrier.scheme?.toLowerCase() === 'bearer' &&
      sweptOperations(model, scheme).some(({ security }) =>
        security.every((requirement) => (requirement.get(scheme.name) ?? ['']).length > 0),
      ),
  );
}
