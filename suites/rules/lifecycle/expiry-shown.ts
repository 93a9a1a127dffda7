import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { entryOf } from '../../judging/entries.ts';
import { answeredFinding } from '../../judging/findings.ts';
import { instantOf } from '../../judging/instants.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const expiryShown: Rule = {
  id: 'expiry-shown',
  title: 'Lists show the expiry that was set',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-31'],
  sources: [],
  experiments: ['chosen-expiry'],
  rationale: 'Who must replace a credential has to know when.',
  falsePositives: 'Within five seconds of what was set.',
  applies: (model) => someOrReason(settable(model), 'no list shows an expiry that can be set'),
  judge: (view) =>
    view.exchanges({ experiment: 'chosen-expiry', step: 'list-expiry' }).flatMap((exchange) => {
      const operation = view.operation(exchange);
      const probe = view.exchanges({
        experiment: 'chosen-expiry',
        step: 'before-chosen-expiry',
        case: exchange.case,
      })[0];
      const fact = view.issued(probe?.presented[0]?.credential, 'chosen-expiry');
      const wanted = Date.parse(String(probe?.detail['expiresAt']));
      if (operation === undefined || fact === undefined || !settable(view.model).includes(operation.object))
        return [];
      const shown = instantOf(entryOf(operation, exchange, fact.id)?.get('expiresAt'));
      return [
        answeredFinding(exchange, Math.abs(shown - wanted) <= 5_000, {
          case: `${exchange.case}, seen in ${operation.key}`,
          expected: new Date(wanted).toISOString(),
          observed: Number.isNaN(shown) ? 'no date' : new Date(shown).toISOString(),
          evidence: [exchange.seq],
          grounds: citationsOf(
            answerPlaces(view.model, [operation.key], `${operation.object}.expiresAt`)[0] ?? operation,
          ),
        }),
      ];
    }),
};

function settable(model: AuthModel): readonly string[] {
  return showing(model, 'list', 'expiresAt')
    .map(({ object }) => object)
    .filter((kind) =>
      model.operations.some(({ request }) =>
        request.some(
          ({ attribute, readOnly }) =>
            !readOnly && [`${kind}.expiresAt`, `${kind}.expiresIn`].includes(attribute),
        ),
      ),
    );
}
