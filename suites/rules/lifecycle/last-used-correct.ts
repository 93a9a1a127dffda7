import { citationsOf } from '../../../spec/facts.ts';
import { lastUseLists } from '../../experiments/last-used.ts';
import { finding } from '../../judging/findings.ts';
import { lastUses } from '../../judging/last-uses.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const lastUsedCorrect: Rule = {
  id: 'last-used-correct',
  title: 'The last-used date is empty before the first use and follows its own credential only',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-38', 'RG-37'],
  sources: [],
  experiments: ['last-used'],
  rationale: 'People revoke what seems unused, and look for misuse by this date.',
  falsePositives: 'Whether refused calls count as use is not judged; a date may lag by a minute.',
  applies: (model) => someOrReason(lastUseLists(model), 'no list shows when a credential was last used'),
  judge: (view) =>
    lastUseLists(view.model).flatMap((operation) => {
      const seen = lastUses(view, operation);
      if (seen === undefined) return [];
      const place = answerPlaces(view.model, [operation.key], `${operation.object}.lastUsedAt`)[0];
      return seen.map(({ title, holds, expected, observed, evidence, silence }): Finding => {
        const base = {
          case: `${operation.key}: ${title}`,
          expected,
          observed,
          evidence,
          grounds: place === undefined ? [] : citationsOf(place),
        };
        return silence === undefined
          ? finding(holds, base)
          : { ...base, verdict: 'untestable', observed: silence };
      });
    }),
};
