import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { hintDetail, showsHint } from '../../lab/hints.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const listShowsHint: Rule = {
  id: 'list-shows-hint',
  title: 'A list that declares a hint shows an end of the value of each credential',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OpenAPI 3.1 §4.8.10'],
  experiments: ['issue-and-list'],
  rationale: 'Where values are shown once, the hint is how people tell which key is in a configuration.',
  falsePositives:
    'The end, the beginning or both, whatever masks the rest. Credentials that a list does not show are not judged here.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model)
        .flatMap(({ name }) => credentialOperations(model, 'list', name))
        .filter(showsHint),
      'no list of credentials declares a hint',
    ),
  judge: (view) =>
    issuedKinds(view.model)
      .flatMap(({ name }) => credentialOperations(view.model, 'list', name))
      .filter(showsHint)
      .flatMap((operation) =>
        view.exchanges({ experiment: 'issue-and-list', step: 'use-new' }).flatMap((exchange) => {
          const part = exchange.detail[hintDetail(operation)];
          if (part === undefined || part === 'no entry') return [];
          const seen = view
            .exchanges({ experiment: 'issue-and-list', step: 'list', operation: operation.key })
            .filter((list) => list.case === exchange.detail['issuer']);
          const [place] = answerPlaces(view.model, [operation.key], `${operation.object}.hint`);
          return [
            finding(part !== 'nothing' && part !== 'something else', {
              case: `${exchange.case} in ${operation.key}`,
              expected: 'an end of the value',
              observed: part === 'something else' ? 'a text that is no end of it' : `${part} of it`,
              evidence: [...seen, exchange].map(({ seq }) => seq),
              grounds: place === undefined ? [] : citationsOf(place, 'display'),
            }),
          ];
        }),
      ),
};
