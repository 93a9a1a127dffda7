import type { Exchange } from '../../../spec/history.ts';
import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Finding, Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from '../rate-limits/limit-facts.ts';

export const loginBruteForceLimited: Rule = {
  id: 'login-brute-force-limited',
  title: 'Guessing passwords is limited as documented',
  level: 'MUST',
  family: 'login',
  statements: [],
  sources: ['OWASP API2:2023', 'ASVS 6.3.1'],
  experiments: ['login-guessing'],
  rationale: 'Without a limit a login answers as many guesses as the network carries.',
  falsePositives:
    'Judged only where the document declares a limit on the login; else what happened in twenty tries is reported. A disguise need not be told as limited; it only may not log in.',
  applies: hasPasswordLogin,
  judge: (view) => {
    const groups = Map.groupBy(view.exchanges({ experiment: 'login-guessing' }), ({ case: name }) => name);
    return [...groups].flatMap(([name, exchanges]) => {
      const limit = Number(exchanges[0]?.detail['limit'] ?? 0);
      return limit === 0 ? [reported(view, name, exchanges)] : judged(view, name, exchanges, limit);
    });
  },
};

function reported(view: View, name: string, exchanges: readonly Exchange[]): Finding {
  const stopped = exchanges.findIndex(
    (exchange) => statusOf(exchange) === limitedStatus(view.operation(exchange)),
  );
  return {
    case: name,
    verdict: 'noted',
    expected: 'no limit is documented',
    evidence: exchanges.slice(-1).map(({ seq }) => seq),
    observed:
      stopped < 0 ? `${exchanges.length} wrong passwords were answered` : `limited at try ${stopped + 1}`,
  };
}

function judged(view: View, name: string, exchanges: readonly Exchange[], limit: number): readonly Finding[] {
  const by = (step: string) => exchanges.filter((exchange) => exchange.step === step);
  const isLimited = (exchange: Exchange) => statusOf(exchange) === limitedStatus(view.operation(exchange));
  const [sample] = exchanges;
  const tier = sample === undefined ? undefined : tierOf(view, sample);
  const grounds = tierGrounds(view, tier, 'limit', 'counts');
  const check = (
    what: string,
    found: readonly Exchange[],
    expected: string,
    holds: (one: Exchange) => boolean,
  ): readonly Finding[] => {
    const wrong = found.find((one) => !holds(one));
    const shown = wrong ?? found.at(-1);
    return shown === undefined
      ? []
      : [
          finding(wrong === undefined, {
            case: `${name}: ${what}`,
            expected,
            observed: statusText(shown),
            evidence: [shown.seq],
            grounds,
          }),
        ];
  };
  return [
    ...check(
      `first ${limit} wrong passwords`,
      by('guess'),
      'refused as wrong, not limited',
      (one) => !isLimited(one) && !succeeded(one),
    ),
    ...check('one more', by('guess-over'), 'limited', isLimited),
    ...check('the right password then', by('right-over'), 'limited', isLimited),
    ...by('disguised').flatMap((one) =>
      check(
        `the right password, ${String(one.detail['disguise'])}`,
        [one],
        'not logged in',
        (it) => !succeeded(it),
      ),
    ),
    ...(tier?.per.includes('user') === true
      ? check('another account', by('other-account'), 'logged in', succeeded)
      : []),
    ...check('the right password when the window has passed', by('right-later'), 'logged in', succeeded),
  ];
}
