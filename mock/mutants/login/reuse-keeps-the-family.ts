import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, proofKinds } from './applies.ts';

export const reuseKeepsTheFamily: Mutant = {
  id: 'reuse-keeps-the-family',
  lie: 'A used-up refresh token that comes again is refused, and its successors live on.',
  fails: ['refresh-reuse-revokes-family'],
  appliesTo: (model) =>
    hasRefresh(model) &&
    proofKinds(model).some((name) => model.credentials.get(name)?.endedBy.includes('reuse') === true),
  model: (model) =>
    editKinds(model, (kind) =>
      proofKinds(model).includes(kind.name)
        ? { ...kind, endedBy: kind.endedBy.filter((event) => event !== 'reuse') }
        : kind,
    ),
};
