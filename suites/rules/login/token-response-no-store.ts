import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { givesSecret } from './login-facts.ts';

const making = ['login', 'refresh', 'issue', 'rotate'];

export const tokenResponseNoStore: Rule = {
  id: 'token-response-no-store',
  title: 'Answers that hand out a secret say Cache-Control: no-store',
  level: 'SHOULD',
  family: 'login',
  statements: [],
  general: ['secret-creation-no-store'],
  sources: ['RFC 6749 §5.1', 'ASVS 14.3.2', 'RFC 9111 §5.2.2.5'],
  experiments: [],
  rationale: 'Without it a browser or a proxy may keep the token and hand it to the next one who asks.',
  falsePositives:
    'Only answers to requests that make a credential, and that do hold one. MUST for OAuth, SHOULD elsewhere.',
  applies: (model) =>
    [...model.credentials.values()].some(({ displayedBy }) => displayedBy.length > 0) ||
    'no answer of the document holds a secret',
  judge: (view) => {
    const worstByOperation = new Map<string, ReturnType<typeof finding>>();
    for (const exchange of view.exchangeList) {
      const operation = view.operation(exchange);
      if (
        operation === undefined ||
        !making.includes(operation.verb) ||
        !givesSecret(view.model, operation, exchange)
      )
        continue;
      const directives = headersOf(exchange.response?.headers ?? [], 'cache-control')
        .join(',')
        .toLowerCase();
      const holds = directives.split(',').some((directive) => directive.trim() === 'no-store');
      const declared = operation.responses.get(exchange.response?.status ?? 0);
      const header = declared?.headers.find(({ name }) => name.toLowerCase() === 'cache-control');
      const known = worstByOperation.get(operation.key);
      if (known !== undefined && (holds || known.verdict === 'violated')) continue;
      worstByOperation.set(
        operation.key,
        finding(holds, {
          case: operation.key,
          expected: 'Cache-Control with no-store on every answer with a secret',
          observed: directives === '' ? 'no Cache-Control' : `Cache-Control: ${directives}`,
          evidence: [exchange.seq],
          grounds: declared === undefined || header === undefined ? [] : citationsOf(declared, header.name),
        }),
      );
    }
    return [...worstByOperation.values()];
  },
};
