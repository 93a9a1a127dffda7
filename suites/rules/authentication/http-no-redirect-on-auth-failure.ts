import { isAuthenticated } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpNoRedirectOnAuthFailure: Rule = {
  id: 'http-no-redirect-on-auth-failure',
  title: 'A refused call is not redirected',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['OWASP ASVS 5.0 4.1.2'],
  experiments: [],
  rationale: 'A redirect to a login page turns a refusal into a 200 with HTML for clients that follow it.',
  falsePositives: 'Passive: requests that carried no good credential in the documented form.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(
        view.exchangeList,
        'no redirect',
        (exchange) => {
          const status = exchange.response?.status ?? 0;
          const operation = view.operation(exchange);
          if (
            status === 0 ||
            operation === undefined ||
            !isProtected(operation) ||
            isAuthenticated(exchange) ||
            exchange.experiment === 'path-variants'
          )
            return undefined;
          return ![301, 302, 303, 307, 308].includes(status) || { wrong: `redirected with ${status}` };
        },
        (exchange) => exchange.operation ?? '',
      ),
      'no redirect',
    ),
};
