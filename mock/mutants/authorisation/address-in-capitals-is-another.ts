import { given } from '../../given.ts';
import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const addressInCapitalsIsAnother: Mutant = {
  id: 'address-in-capitals-is-another',
  lie: 'An address in other letters belongs to another person.',
  fails: ['user-email-unique'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) => verb === 'create' && objectKind === 'user' && body !== undefined,
    ),
  options: () => ({
    stages: {
      act: (call) => {
        const email = isOf(call, 'user', 'create') ? given(call, 'user.email') : undefined;
        const holder = typeof email === 'string' ? call.world.users.byEmail(email) : undefined;
        if (holder && holder.email !== email)
          call.world.users.change(holder, { email: `former.${holder.email}` });
        return act(call);
      },
    },
  }),
};
