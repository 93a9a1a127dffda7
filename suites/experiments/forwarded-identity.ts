import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab } from '../lab/lab.ts';
import { anchorsOf } from '../predict/anchors.ts';

/** Fields by which a gateway might tell a server who calls, sent by the caller. */
export const forwardedIdentity: Experiment = {
  id: 'forwarded-identity',
  purpose: 'Does the server believe what a caller says of itself in fields of a gateway?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probes `claimed-identity`: without a credential, with X-Forwarded-User, X-User-Id, X-Role and the like',
    'probes `claimed-other`: with the good credential and the same fields naming somebody else',
    'probes `claimed-path`: without a credential, with X-Original-URL and X-Rewrite-URL naming the protected path on an unknown one',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => claim(lab, stand)),
};

async function claim(lab: Lab, stand: Stand): Promise<void> {
  const name = stand.anchor.scheme.name;
  const request = stand.request;
  const good = [...stand.others, stand.good];
  const control = await lab.send({ step: 'control', role: 'control', case: name, request, present: good });
  const probe = { role: 'probe', request, control: control.seq } as const;
  for (const field of fieldsFor(lab, stand)) {
    await lab.send({
      ...probe,
      step: 'claimed-identity',
      case: `${name}: ${field[0]}`,
      present: [],
      headers: [field],
    });
    await lab.send({
      ...probe,
      step: 'claimed-other',
      case: `${name}: ${field[0]}, with a credential`,
      present: good,
      headers: [field],
    });
  }
  for (const field of ['X-Original-URL', 'X-Rewrite-URL']) {
    await lab.send({
      ...probe,
      step: 'claimed-path',
      case: `${name}: ${field}`,
      present: [],
      rawPath: '/no-such-path',
      headers: [[field, request.path]],
    });
  }
}

function fieldsFor(lab: Lab, stand: Stand): readonly HeaderPair[] {
  const other = [...lab.users.values()].find((user) => user.id !== stand.user);
  const id = other?.id ?? 'admin';
  const role = [...lab.users.values()].flatMap((user) => [...user.roles.values()].flat())[0] ?? 'admin';
  const tenant = lab.model.fixtures.tenants.find((one) => one !== stand.tenant) ?? 'main';
  return [
    ['X-Forwarded-User', other?.email ?? 'admin'],
    ['X-User-Id', id],
    ['X-Remote-User', id],
    ['X-Role', role],
    ['X-Tenant-Id', tenant],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', 'localhost'],
  ];
}
