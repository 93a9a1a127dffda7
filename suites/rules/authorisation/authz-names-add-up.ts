import { acceptance } from '../../judging/findings.ts';
import { namesAsSelected } from '../../experiments/names-as-selected.ts';
import { issuable } from '../../experiments/name-lookalikes.ts';
import { citationsOf } from '../../../spec/facts.ts';
import { subjectOf } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const authzNamesAddUp: Rule = {
  id: 'authz-names-add-up',
  title: 'A credential with several names may do what each of them may',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-10', 'RT-04', 'RT-17'],
  sources: ['RFC 6749 §3.3'],
  experiments: ['names-as-selected'],
  rationale: 'Where only the first or the last name is kept, an integration loses rights that were given to it.',
  falsePositives: 'Whether several names may be given at all is taken from the document.',
  applies: (model) => namesAsSelected.applies(model),
  judge: (view) =>
    view.exchanges({ experiment: 'names-as-selected', step: 'each' }).map((use) => {
      const place = issuable(view.model).find(({ kind }) => kind.name === subjectOf(use).kind)?.issuer.request.find(({ attribute }) => attribute.endsWith('.rights'));
      return acceptance(use, { grounds: place === undefined ? [] : citationsOf(place, 'maxItems') });
    }),
};
