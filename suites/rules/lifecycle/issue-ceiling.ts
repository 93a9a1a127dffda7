import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { denial, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { readAttribute } from '../../lab/read-answer.ts';
import { ceilings } from '../../predict/ceilings.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const issueCeiling: Rule = {
  id: 'issue-ceiling',
  title: 'Nobody gives a credential a right that they do not hold themselves',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OWASP API5:2023', 'OWASP ASVS 8.2.1'],
  experiments: ['issue-ceiling'],
  rationale: 'Who may make keys and can give them any right has every right.',
  falsePositives:
    'Only where the document sets this limit. A server that accepts and leaves the name out is sound: then the credential must not open what the name opens and the held one does not.',
  applies: (model) =>
    someOrReason(ceilings(model), 'no operation says that it gives no more than its caller holds'),
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'issue-ceiling', step: 'give-beyond' })
      .flatMap((probe) => [...refusal(view, probe), ...effect(view, probe)]),
    // To name none is no wish for more: only what came of it tells.
    ...view
      .exchanges({ experiment: 'issue-ceiling', step: 'give-unnamed' })
      .flatMap((probe) => effect(view, probe)),
  ],
};

/** Refused, unless it was accepted and a use tells whether the name was given. */
function refusal(view: View, probe: Exchange): readonly Finding[] {
  if (succeeded(probe) && uses(view, probe).length > 0) return [];
  const operation = view.operation(probe);
  const declared = operation?.refusals.get('no-right')?.status ?? 403;
  const found = denial(view, probe, {
    statuses: [...new Set([declared, 400, 403, 422])],
    grounds: operation === undefined ? [] : citationsOf(operation, 'within'),
  });
  if (!succeeded(probe) || found.verdict === 'untestable') return [found];
  return showsBeyond(view, probe)
    ? [{ ...found, observed: `${found.observed}, and shown among its rights` }]
    : [
        {
          ...found,
          verdict: 'untestable',
          observed: 'accepted, and nothing tells whether the name was given',
        },
      ];
}

function showsBeyond(view: View, probe: Exchange): boolean {
  const operation = view.operation(probe);
  return (
    operation !== undefined &&
    probe.response !== undefined &&
    readAttribute(view.model, operation, probe.response, `${operation.object}.rights`)
      .flat()
      .includes(probe.detail['beyond'])
  );
}

function effect(view: View, probe: Exchange): readonly Finding[] {
  const operation = view.operation(probe);
  return uses(view, probe).map((use) => {
    const declared = view.operation(use)?.refusals.get('no-right')?.status ?? 403;
    return denial(view, use, {
      statuses: [...new Set([declared, 403])],
      case: `${use.case}: its use`,
      expected: `refused with ${declared}: the name was not the giver's to give`,
      grounds: operation === undefined ? [] : citationsOf(operation, 'within'),
    });
  });
}

function uses(view: View, probe: Exchange): readonly Exchange[] {
  return view.exchanges({ experiment: 'issue-ceiling', step: 'use-beyond', case: probe.case });
}
