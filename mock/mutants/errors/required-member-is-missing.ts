import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';

export const requiredMemberIsMissing: Mutant = {
  id: 'required-member-is-missing',
  lie: 'Records come without their id.',
  fails: ['response-matches-document'],
  appliesTo: () => true,
  options: () =>
    replyingTo([200], (reply, call) =>
      call.operation?.operation.objectKind === 'record' && call.operation.operation.verb === 'list'
        ? withBody(reply, (body) => JSON.parse(JSON.stringify(body).replaceAll('"id":', '"ident":')))
        : reply,
    ),
};
