import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { entryOf } from '../../judging/entries.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { instantOf } from '../../judging/instants.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { planted } from '../../lab/planting.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const expiryNotClientSet: Rule = {
  id: 'expiry-not-client-set',
  title: 'Clients cannot set an expiry where the document keeps that to others',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-30'],
  sources: ['OWASP API3:2023'],
  experiments: ['issue-mass-assignment'],
  rationale: 'Who can set the end of a credential can also put it off.',
  falsePositives: 'Only where lists show the expiry and the issuing request has no writable place for it.',
  applies: (model) =>
    someOrReason(fixedExpiry(model), 'no list shows an expiry that issuing requests cannot set'),
  judge: (view) =>
    view.exchanges({ experiment: 'issue-mass-assignment', step: 'list-planted' }).flatMap((exchange) => {
      const operation = view.operation(exchange);
      const probe = view.exchanges({
        experiment: 'issue-mass-assignment',
        step: 'issue-extra',
        case: exchange.case,
      })[0];
      const made = view.facts('issued', 'issue-mass-assignment').find(({ by }) => by === probe?.seq);
      if (
        operation === undefined ||
        probe === undefined ||
        !fixedExpiry(view.model).includes(probe.operation ?? '')
      )
        return [];
      const value = entryOf(operation, exchange, made?.id)?.get('expiresAt');
      const base = {
        case: `${exchange.case}, ${operation.key}`,
        expected: 'not the expiry that the client sent',
        observed: `expiry is ${JSON.stringify(value ?? null)}`,
        evidence: [probe.seq, exchange.seq],
        grounds: citationsOf(
          answerPlaces(view.model, [operation.key], `${operation.object}.expiresAt`)[0] ?? operation,
        ),
      };
      const silence = unanswered([probe, exchange]);
      if (silence !== undefined) return [{ ...base, verdict: 'untestable', observed: silence }];
      if (succeeded(probe) && (!succeeded(exchange) || made?.id === undefined))
        return [{ ...base, verdict: 'untestable', observed: 'what was issued cannot be found in the list' }];
      return [finding(value === undefined || instantOf(value) !== Date.parse(planted.instant), base)];
    }),
};

/** Keys of issuing operations whose kind has its expiry in a list, and that do not let the caller write it. */
function fixedExpiry(model: AuthModel): readonly string[] {
  const shown = showing(model, 'list', 'expiresAt').map(({ object }) => object);
  return issuedKinds(model)
    .filter(({ name }) => shown.includes(name))
    .flatMap(({ name }) => credentialOperations(model, 'issue', name))
    .filter(
      ({ request, object }) =>
        !request.some(
          ({ attribute, readOnly }) =>
            !readOnly && [`${object}.expiresAt`, `${object}.expiresIn`].includes(attribute),
        ),
    )
    .map(({ key }) => key);
}
