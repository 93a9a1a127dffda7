import { statusOf, succeeded } from '../../judging/findings.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const refusalHasErrorStatus: Rule = {
  id: 'refusal-has-error-status',
  title: 'A refusal says so by its status, not in the body alone',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['RFC 9110 §15.3', 'RFC 9110 §15.5.2'],
  experiments: [],
  rationale:
    '2xx says that the request was accepted (RFC 9110 §15.3): caches keep it, clients take it for success, and monitoring never sees who knocks.',
  falsePositives:
    'Only where it is known what an accepted answer holds; a 2xx that the document declares for a refusal is none of these.',
  applies: (model) =>
    someOrReason(
      model.operations.filter(({ accepted }) => accepted !== undefined),
      'nothing tells an accepted answer from a refusal but the status',
    ),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'a status from 400 on', (exchange) => {
        const operation = view.operation(exchange);
        if (operation?.accepted === undefined || succeeded(exchange)) return undefined;
        const status = statusOf(exchange);
        if (exchange.refusedInBody !== true) return status >= 400 ? true : undefined;
        const isDeclared = [...operation.refusals.values()].some((refusal) => refusal.status === status);
        return isDeclared ? undefined : { wrong: `${status}, and the body is none of an accepted answer` };
      }),
      'a refusal by an operation whose accepted answers are known',
    ),
};
