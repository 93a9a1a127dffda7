import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { actorsFor } from '../lab/actor.ts';
import { forbiddenTo } from '../lab/forbidden.ts';
import type { Held, LabUser } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { hasPasswordLogin, keepLogin, loginRequest, passwordLogins, signers } from '../lab/logins.ts';
import { asDocumented } from '../lab/present.ts';
import { escalatingFields } from './escalation.ts';

/** A login whose body asks for more than the user has. */
export const loginExtraFields: Experiment = {
  id: 'login-extra-fields',
  purpose: 'Does a login body give its sender rights?',
  steps: [
    '`plain`: a login as it should be',
    'probe `extra`: the same with role, scope, isAdmin and the like',
    'probe `forbidden-after-extra`: what the user may not do, with the credential that came back; control by somebody who may',
  ],
  destructive: false,
  applies: hasPasswordLogin,
  run: async (lab) => {
    for (const login of passwordLogins(lab.model)) {
      const user = weakest(lab, login);
      const plain = await lab.send({
        step: 'plain',
        role: 'control',
        case: login.key,
        request: loginRequest(lab, login, user),
        present: [],
      });
      keepLogin(lab, login, plain, user);
      for (const [name, fields] of escalatingFields(lab, login.object, user)) {
        const request = loginRequest(lab, login, user);
        const body =
          typeof request.body === 'object' && request.body !== null
            ? { ...request.body, ...fields }
            : request.body;
        const label = `${login.key} with ${name}`;
        const sent = await lab.send({
          step: 'extra',
          role: 'probe',
          case: label,
          control: plain.seq,
          request: { ...request, body },
          present: [],
        });
        const held = keepLogin(lab, login, sent, user);
        if (held !== undefined) await tryForbidden(lab, held, label);
      }
    }
  },
};

/** The user for whom most is forbidden, so that a gain can show. */
function weakest(lab: Lab, login: Operation): LabUser {
  const forbidden = (user: LabUser) =>
    forbiddenTo(lab, { kind: login.object, user: user.id, tenant: user.tenant }).length;
  const [user] = signers(lab).toSorted((a, b) => forbidden(b) - forbidden(a));
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  return user;
}

async function tryForbidden(lab: Lab, held: Held, label: string): Promise<void> {
  const [use] = forbiddenTo(lab, held).filter(({ operation }) => operation.method === 'GET');
  if (use === undefined) return;
  const request = lab.build(use.operation);
  const actor = await actorsFor(lab, use.operation, { tenant: held.tenant });
  const control = await lab.send({
    step: 'permitted',
    role: 'control',
    case: use.operation.key,
    request,
    present: actor.present,
  });
  await lab.send({
    step: 'forbidden-after-extra',
    role: 'probe',
    case: label,
    control: control.seq,
    request,
    present: [asDocumented(lab.model, held, use.scheme)],
  });
}
