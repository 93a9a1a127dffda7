import { afterAct, credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokedStillListed: Mutant = {
  id: 'revoked-still-listed',
  lie: 'Lists go on showing revoked credentials.',
  fails: ['list-hides-revoked', 'key-limit-atomic'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object }) =>
        verb === 'list' &&
        model.operations.some((operation) => operation.verb === 'revoke' && operation.object === object),
    ),
  options: () =>
    afterAct(credentialVerb('list'), (call) => {
      const kind = call.operation?.operation.object ?? '';
      const dead = [...call.world.credentials.of(kind)].filter(
        ({ end, tenant, owner }) =>
          end !== undefined &&
          tenant === call.tenant &&
          (call.named === undefined || owner === call.named.id),
      );
      call.outcome = {
        ...call.outcome,
        list: [
          ...(call.outcome.list ?? []),
          ...dead.map((credential) => ({ type: 'credential' as const, credential })),
        ],
      };
    }),
};
