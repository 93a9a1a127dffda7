import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Citation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { allAccepted, kindOf } from '../../judging/lifecycle.ts';
import type { View } from '../../judging/view.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import { disjointNames } from '../../predict/rights.ts';
import type { Rule } from '../../rule.ts';

export const severalRightsAddUp: Rule = {
  id: 'several-rights-add-up',
  title: 'A credential with several names may do what each of them allows, and no more',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-10', 'RT-17'],
  sources: [],
  experiments: ['maker-rights'],
  rationale: 'Names add up: neither the first alone nor only what all share decides.',
  falsePositives: 'Only where two names open reads that the other does not.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter((kind) => disjointNames(model, kind) !== undefined),
      'no two names of a credential open different reads',
    ),
  judge: (view) => [
    ...allAccepted(view, 'maker-rights', ['several-first', 'several-second'], (probe) =>
      rightsGrounds(view, probe),
    ),
    ...view.exchanges({ experiment: 'maker-rights', step: 'several-neither' }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('no-right')?.status ?? 403;
      return denial(view, probe, {
        statuses: [...new Set([declared, 401, 403])],
        grounds: rightsGrounds(view, probe),
      });
    }),
  ],
};

/** That several can be chosen is said where they are chosen. */
function rightsGrounds(view: View, probe: Exchange): readonly Citation[] {
  const kind = kindOf(view, probe);
  const place =
    kind === undefined
      ? undefined
      : credentialOperations(view.model, 'issue', kind.name)
          .flatMap(({ request }) => request)
          .find(({ attribute }) => attribute === `${kind.name}.rights`);
  return place === undefined ? [] : citationsOf(place, 'maxItems');
}
