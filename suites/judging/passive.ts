import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import type { Finding } from '../rule.ts';
import { answerCase } from './answers.ts';

/** What a passive rule says of one answer: nothing to judge, all well, or what is wrong. */
export type Opinion = undefined | true | { readonly wrong: string; readonly grounds?: readonly Citation[] };

/** At most so many exchanges show one case. */
const evidenceLimit = 5;

/**
 * Judges all traffic, one finding per kind of answer (`POST /users → 401`): violated if any such answer is wrong,
 * shown by the first ones. `key` may split the cases further.
 */
export function judgeAll(
  exchanges: readonly Exchange[],
  expected: string,
  opinion: (exchange: Exchange) => Opinion,
  key: (exchange: Exchange) => string = answerCase,
): readonly Finding[] {
  const cases = new Map<
    string,
    {
      seen: number;
      good: Exchange[];
      bad: { exchange: Exchange; wrong: string; grounds?: readonly Citation[] }[];
    }
  >();
  for (const exchange of exchanges) {
    const verdict = opinion(exchange);
    if (verdict === undefined) continue;
    const name = key(exchange);
    const found = cases.get(name) ?? { seen: 0, good: [], bad: [] };
    cases.set(name, found);
    found.seen += 1;
    if (verdict === true) found.good.push(exchange);
    else found.bad.push({ exchange, ...verdict });
  }
  return [...cases].map(([name, { seen, good, bad }]): Finding => {
    const [first] = bad;
    if (first === undefined)
      return {
        case: name,
        verdict: 'holds',
        expected,
        observed: `so in ${seen}`,
        evidence: good.slice(0, 1).map(({ seq }) => seq),
      };
    return {
      case: name,
      verdict: 'violated',
      expected,
      observed: seen === 1 ? first.wrong : `${first.wrong} (${bad.length} of ${seen})`,
      evidence: bad.slice(0, evidenceLimit).map(({ exchange }) => exchange.seq),
      ...(first.grounds === undefined ? {} : { grounds: first.grounds }),
    };
  });
}

/** As `judgeAll`, for rules about things that may not occur: without any case it is noted that none arose. */
export function orNone(findings: readonly Finding[], what: string): readonly Finding[] {
  if (findings.length > 0) return findings;
  return [
    { case: 'all', verdict: 'noted', expected: what, observed: 'no such answer in this run', evidence: [] },
  ];
}
