import { answerField, isParserAnswer } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';

/** RFC 9110 §5.6.7. */
const fixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export const httpDatePresentAndSane: Rule = {
  id: 'http-date-present-and-sane',
  title: 'Every answer carries a well-formed Date',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §6.6.1'],
  experiments: [],
  rationale:
    "Expiry, resets and Retry-After are judged against the server's own clock; without Date nobody can.",
  falsePositives:
    'Answers of the HTTP parser itself are left out. How far the server is off the local clock is told, not judged: either may be wrong, and the clock of a test environment may stand still.',
  applies: () => true,
  judge: (view) => [
    ...judgeAll(
      view.exchangeList,
      'a Date in IMF-fixdate form',
      (exchange) => {
        const { response } = exchange;
        if (response === undefined || response.status >= 500 || isParserAnswer(exchange)) return undefined;
        const value = answerField(exchange, 'date');
        if (value === undefined) return { wrong: 'no Date field' };
        if (!fixdate.test(value) || response.dateMs === undefined) return { wrong: `Date is ${value}` };
        return true;
      },
      (exchange) => String(exchange.response?.status),
    ),
    ...offset(view),
  ],
};

/** The answer that is farthest off, of experiments that did not move the clock, if it is off by a minute or more. */
function offset(view: View): readonly Finding[] {
  const start = Date.parse(view.history.startedAt);
  const moved = new Set(view.facts('clock').map(({ experiment }) => experiment));
  let farthest = { seq: 0, seconds: 0 };
  for (const { seq, experiment, response, startedMs } of view.exchangeList) {
    if (response?.dateMs === undefined || moved.has(experiment)) continue;
    const seconds = Math.round((response.dateMs - start - startedMs) / 1000);
    if (Math.abs(seconds) > Math.abs(farthest.seconds)) farthest = { seq, seconds };
  }
  if (Math.abs(farthest.seconds) < 60) return [];
  return [
    {
      case: 'offset to the local clock',
      verdict: 'noted',
      expected: 'less than a minute',
      observed: `off by ${farthest.seconds} s`,
      evidence: [farthest.seq],
    },
  ];
}
