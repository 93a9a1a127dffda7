import type { MockOptions } from '../../index.ts';
import { authorise } from '../../stages/authorise.ts';
import { changesRoles } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const oldTokensKeepTheRole: Mutant = {
  id: 'old-tokens-keep-the-role',
  lie: 'A role that is taken away stays with the tokens that used it before.',
  fails: ['role-change-propagates', 'tenant-switch-rights-reevaluated'],
  appliesTo: changesRoles,
  options: (): Partial<MockOptions> => {
    const before = new Map<string, readonly string[]>();
    return {
      stages: {
        authorise: (call) => {
          const [first] = call.verified;
          const owner = call.world.users.get(first?.credential.owner ?? '');
          if (first === undefined || owner === undefined || first.credential.kind.isPassword)
            return authorise(call);
          const { tenant } = owner;
          const now = owner.roles.get(tenant) ?? [];
          const key = `${call.world.name} ${first.credential.id}`;
          const kept = [...new Set([...(before.get(key) ?? []), ...now])];
          before.set(key, kept);
          if (!owner.roles.has(tenant)) return authorise(call);
          call.world.users.setRoles(owner, tenant, kept);
          const refused = authorise(call);
          call.world.users.setRoles(owner, tenant, now);
          return refused;
        },
      },
    };
  },
};
