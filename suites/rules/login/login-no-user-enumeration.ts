import type { Exchange } from '../../../spec/history.ts';
import { answeredFinding, statusOf } from '../../judging/findings.ts';
import { normalBody } from '../../judging/normal-body.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { refusalGrounds } from './login-facts.ts';

export const loginNoUserEnumeration: Rule = {
  id: 'login-no-user-enumeration',
  title: 'An unknown user and a wrong password get the same answer',
  level: 'SHOULD',
  family: 'login',
  statements: ['RT-22'],
  sources: ['ASVS 6.3.8', 'CWE-204'],
  experiments: ['login-attempts'],
  rationale: 'Whoever can tell the two apart can list the accounts before guessing passwords.',
  falsePositives:
    'Dates, request ids, limit counters and the sent address are taken out before comparing. Timing is never judged.',
  applies: hasPasswordLogin,
  judge: (view) => {
    const wrong = view.exchanges({ experiment: 'login-attempts', step: 'wrong' });
    return wrong
      .filter((probe) => probe.case.endsWith('unknown user'))
      .flatMap((unknown) => {
        const known = wrong.find(
          (probe) => probe.operation === unknown.operation && probe.case.endsWith('wrong password'),
        );
        if (known === undefined) return [];
        const differences = compare(known, unknown);
        return [
          answeredFinding([known, unknown], differences.length === 0, {
            case: unknown.operation ?? 'login',
            expected: 'the same status, headers and body for both',
            observed: differences.length === 0 ? 'no difference' : `differs in ${differences.join(', ')}`,
            evidence: [known.seq, unknown.seq],
            grounds: refusalGrounds(view.model, view.operation(unknown), 'wrong-login'),
          }),
        ];
      });
  },
};

function compare(known: Exchange, unknown: Exchange): readonly string[] {
  const status =
    statusOf(known) === statusOf(unknown) ? [] : [`status (${statusOf(known)} and ${statusOf(unknown)})`];
  const body = normal(known) === normal(unknown) ? [] : ['body'];
  const names = new Set([...fieldsOf(known).keys(), ...fieldsOf(unknown).keys()]);
  const headers = [...names]
    .filter((name) => fieldsOf(known).get(name) !== fieldsOf(unknown).get(name))
    .map((name) => `field ${name}`);
  return [...status, ...body, ...headers];
}

const volatile =
  /^(date|age|etag|content-length|server-timing|connection|keep-alive|.*request-id.*|.*correlation.*|.*trace.*|x-runtime|.*ratelimit.*|retry-after)$/;

function fieldsOf(exchange: Exchange): ReadonlyMap<string, string> {
  const pairs = exchange.response?.headers.map(([name, value]) => [name.toLowerCase(), value] as const) ?? [];
  return new Map(pairs.filter(([name]) => !volatile.test(name)));
}

/** The body without what may differ in every answer. */
function normal(exchange: Exchange): string {
  return normalBody(exchange.response?.body, 'refusal')
    .replaceAll(/[\w.+-]+@[\w.-]+/g, '·')
    .replaceAll(/\d+/g, '·');
}
