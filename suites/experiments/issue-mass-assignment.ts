import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import { keepFromAnswer } from '../lab/keep.ts';
import type { Lab } from '../lab/lab.ts';
import { list } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { disturbed, withExtras } from '../lab/planting.ts';
import { settle } from '../lab/settle.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Issuing requests that also say what is not the caller's to say. */
export const issueMassAssignment: Experiment = {
  id: 'issue-mass-assignment',
  purpose: 'Can the caller choose the id, secret, owner, tenant, times or state of a new credential?',
  steps: [
    'setup `issue`: one plain request, the control',
    'probe `issue-extra`: the same with id, secret, owner, tenant, dates and state planted in the body',
    'probe `use-planted`: the planted secret; control `use-issued`: the one that was given out',
    'read-back `list-planted`: how lists show it; `list-planted-tenant`: the list of the planted tenant',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(
      bodyIssuers(
        model.operations,
        issuedKinds(model).map(({ name }) => name),
      ),
      'no issuing request has a JSON body',
    ),
  run: async (lab) => {
    for (const issuer of bodyIssuers(
      lab.model.operations,
      issuedKinds(lab.model).map(({ name }) => name),
    )) {
      await attempt(lab, issuer.key, () => plant(lab, issuer));
    }
  },
};

function bodyIssuers(operations: readonly Operation[], kinds: readonly string[]): readonly Operation[] {
  return operations.filter(
    ({ verb, object, body }) =>
      verb === 'issue' && kinds.includes(object) && body?.mediaType.includes('json') === true,
  );
}

async function plant(lab: Lab, issuer: Operation): Promise<void> {
  const kind = issuer.object;
  const [choice = {}] = rightsToTry(lab.model, kind);
  const control = await obtain(lab, kind, { by: issuer, ...choice });
  const secret = disturbed(control.secret);
  lab.taint.register(`planted:${kind}`, secret);
  const takesOwner = issuer.request.some((place) => place.attribute === `${kind}.owner` && !place.readOnly);
  const actor = await actorsFor(lab, issuer, {
    tenant: control.tenant,
    user: takesOwner ? undefined : control.user,
  });
  const name = lab.unique('planted');
  const request = lab.build(issuer, {
    values: {
      [`${kind}.name`]: name,
      ...(control.user === undefined ? {} : { [`${kind}.owner`]: control.user }),
      ...(choice.rights === undefined ? {} : { [`${kind}.rights`]: choice.rights }),
    },
  });
  const tenant = lab.model.fixtures.tenants.find((id) => id !== control.tenant);
  const body = withExtras(lab, issuer, request.body, { secret, tenant, owner: control.user });
  const label = { case: issuer.key, detail: { issuer: issuer.key } };
  const sent = await lab.send({
    step: 'issue-extra',
    role: 'probe',
    ...label,
    control: control.by,
    request: { ...request, body },
    present: actor.present,
  });
  if (!sent.ok) return;
  const made = await settle(
    lab,
    keepFromAnswer(lab, {
      kind,
      how: 'issue',
      operation: issuer,
      answer: sent,
      name,
      ...choice,
      ...(control.user === undefined ? {} : { user: control.user }),
      ...(control.tenant === undefined ? {} : { tenant: control.tenant }),
    }),
    {},
  );
  const works = await use(lab, made, { step: 'use-issued', role: 'control', ...label });
  const forged: Held = { ...made, secret, alias: `planted:${kind}` };
  await use(lab, forged, { step: 'use-planted', control: works.seq, ...label });
  for (const by of credentialOperations(lab.model, 'list', kind)) {
    await list(lab, kind, {
      by,
      step: 'list-planted',
      case: issuer.key,
      tenant: control.tenant,
      owner: control.user,
    });
    if (tenant !== undefined)
      await attempt(
        lab,
        'list-planted-tenant',
        async () =>
          void (await list(lab, kind, { by, step: 'list-planted-tenant', case: issuer.key, tenant })),
      );
  }
}
