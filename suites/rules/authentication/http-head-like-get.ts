import { denial, statusOf, statusText } from '../../judging/findings.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpHeadLikeGet: Rule = {
  id: 'http-head-like-get',
  title: 'HEAD is guarded like GET and sends no content',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-23', 'CD-02'],
  sources: ['RFC 9110 §9.3.2'],
  experiments: ['anonymous-calls'],
  rationale:
    'A guard that lists GET and POST lets HEAD through, and the length of the answer tells what is there.',
  falsePositives: '405 or 404 are fine where HEAD is not supported, if they are the same with a credential.',
  applies: (model) =>
    model.operations.some((operation) => isProtected(operation) && operation.method === 'GET') ||
    'no GET operation needs a credential',
  judge: (view) =>
    view.exchanges({ experiment: 'anonymous-calls', step: 'head-without-credential' }).map((probe) => {
      const allowed = view.exchanges({
        experiment: 'anonymous-calls',
        step: 'head-with-credential',
        case: probe.case,
      })[0];
      const unsupported = [404, 405, 501].includes(statusOf(probe)) && statusOf(allowed) === statusOf(probe);
      if (unsupported)
        return {
          case: probe.case,
          verdict: 'holds',
          expected: 'as GET',
          observed: `HEAD is not supported (${statusText(probe)})`,
          evidence: [probe.seq],
        };
      return denial(view, probe, {
        statuses: [401, view.operation(probe)?.refusals.get('no-credential')?.status ?? 401],
        also: (one) => ((one.response?.body ?? '') === '' ? undefined : 'the answer to HEAD has content'),
      });
    }),
};
