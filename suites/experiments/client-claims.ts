import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { deniedPair, hasRestricted, readPair } from '../lab/denied-pair.ts';
import type { Lab } from '../lab/lab.ts';
import { isSchema } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { sweptSchemes } from '../predict/matrix-cells.ts';

const roleHeaders = ['X-Role', 'X-Roles', 'X-User-Role', 'X-Scope', 'X-Scopes', 'X-Permissions'];
const userHeaders = ['X-User', 'X-User-Id', 'X-Forwarded-User', 'X-Remote-User', 'X-Auth-Request-User'];

/** A client says who it is and what it may: nobody may listen. */
export const clientClaims: Experiment = {
  id: 'client-claims',
  purpose: 'Do rights come from the credential alone, whatever the client says of itself?',
  steps: [
    'control `control-read`, `control-write`: a call by a credential that may make it',
    "probes `claim-query`, `claim-headers`: the same by one that may not, with the other's role and identity in the query, in header fields",
    'probe `claim-body`: the same in a body; read-back `claim-state`',
  ],
  destructive: false,
  applies: hasRestricted,
  run: async (lab) => {
    for (const scheme of sweptSchemes(lab.model)) {
      const read = await deniedPair(lab, scheme, 'read');
      if (read !== undefined) {
        const { role, user } = claimsOf(lab, read.allowed.own, read.allowed.owner, read.allowed.user?.id);
        const base = {
          role: 'probe' as const,
          control: read.control.seq,
          present: read.denied.present,
          detail: read.detail,
          request: read.request(),
        };
        const query: readonly HeaderPair[] = [
          ['role', role],
          ['roles', role],
          ['scope', role],
          ['admin', 'true'],
          ['is_admin', 'true'],
          ['user_id', user],
        ];
        const headers: readonly HeaderPair[] = [
          ...roleHeaders.map((name) => [name, role] as const),
          ...userHeaders.map((name) => [name, user] as const),
          ['X-Admin', 'true'],
        ];
        await lab.send({
          ...base,
          step: 'claim-query',
          case: `query on ${read.operation.key} (${scheme.name})`,
          query,
        });
        await lab.send({
          ...base,
          step: 'claim-headers',
          case: `header fields on ${read.operation.key} (${scheme.name})`,
          headers,
        });
      }
      const write = await deniedPair(lab, scheme, 'write');
      if (write === undefined) continue;
      const { role, user } = claimsOf(lab, write.allowed.own, write.allowed.owner, write.allowed.user?.id);
      const marker = markerOf(lab);
      const request = write.request(marker);
      const body = {
        ...(isSchema(request.body) ? request.body : {}),
        role,
        roles: [role],
        scope: role,
        scopes: [role],
        isAdmin: true,
        admin: true,
        user_id: user,
      };
      const probe = await lab.send({
        step: 'claim-body',
        role: 'probe',
        case: `body on ${write.operation.key} (${scheme.name})`,
        control: write.control.seq,
        request: { ...request, body },
        present: write.denied.present,
        detail: { ...write.detail, marker },
      });
      await readPair(lab, write, 'claim-state', probe);
    }
  },
};

function claimsOf(
  lab: Lab,
  own: readonly string[],
  owner: readonly string[],
  user: string | undefined,
): { role: string; user: string } {
  return { role: own[0] ?? owner[0] ?? 'admin', user: user ?? [...lab.users.keys()][0] ?? 'admin' };
}
