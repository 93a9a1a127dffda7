import { answerField, isParserAnswer } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

/** RFC 9110 §5.6.7. */
const fixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export const httpDatePresentAndSane: Rule = {
  id: 'http-date-present-and-sane',
  title: 'Every answer carries a Date near the time of its clock',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §6.6.1'],
  experiments: [],
  rationale:
    "Expiry, resets and Retry-After are judged against the server's own clock; without Date nobody can.",
  falsePositives:
    'Answers of the HTTP parser itself are left out. More than a minute off counts only in experiments that did not move the clock.',
  applies: () => true,
  judge: (view) =>
    judgeAll(
      view.exchangeList,
      'a Date in IMF-fixdate form',
      (exchange) => {
        const { response } = exchange;
        if (response === undefined || response.status >= 500 || isParserAnswer(exchange)) return undefined;
        const value = answerField(exchange, 'date');
        if (value === undefined) return { wrong: 'no Date field' };
        if (!fixdate.test(value) || response.dateMs === undefined) return { wrong: `Date is ${value}` };
        const offSeconds =
          Math.abs(response.dateMs - Date.parse(view.history.startedAt) - exchange.startedMs) / 1000;
        const moved = view.facts('clock', exchange.experiment).length > 0;
        return moved || offSeconds < 60 || { wrong: `Date is off by ${Math.round(offSeconds)} s` };
      },
      (exchange) => String(exchange.response?.status),
    ),
};
