import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { type Held, Lacking } from '../lab/held.ts';
import { keepFromAnswer } from '../lab/keep.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { asDocumented } from '../lab/present.ts';
import { ownValues } from '../lab/record-target.ts';
import { settle } from '../lab/settle.ts';
import { lookalikesOf } from '../predict/lookalikes.ts';
import { sweptOperations } from '../predict/matrix-cells.ts';

/** Credentials are asked for with names that do not exist, or with none. */
export const nameLookalikes: Experiment = {
  id: 'name-lookalikes',
  purpose: 'Are names compared exactly, and do no names mean no rights?',
  steps: [
    'control `issue-known`: a credential with one known name',
    'probe `issue-lookalike`: the same with a name that looks like it; `issue-empty`: with none',
    'where that is accepted, control `use-known` and probe `use-lookalike`: every list and creation with it',
  ],
  destructive: false,
  applies: (model) => issuable(model).length > 0 || 'no operation issues credentials with names of their own',
  run: async (lab) => {
    for (const { kind, issuer } of issuable(lab.model)) {
      const like = lookalikesOf(kind)[0]?.like ?? '';
      const known = await issue(lab, kind, issuer, [like], 'issue-known', like, undefined);
      for (const lookalike of lookalikesOf(kind)) {
        const tried = await issue(
          lab,
          kind,
          issuer,
          [lookalike.name],
          'issue-lookalike',
          `${kind.name}: ${lookalike.name} (${lookalike.how})`,
          known.sent,
        );
        if (tried.held !== undefined) await use(lab, kind, tried.held, tried.sent);
      }
      const joined = kind.names.slice(0, 2).join(' ');
      const two = await issue(
        lab,
        kind,
        issuer,
        [joined],
        'issue-lookalike',
        `${kind.name}: ${joined} (two in one)`,
        known.sent,
      );
      if (two.held !== undefined) await use(lab, kind, two.held, two.sent);
      const empty = await issue(lab, kind, issuer, [], 'issue-empty', `${kind.name}: no name`, known.sent);
      if (empty.held !== undefined) await use(lab, kind, empty.held, empty.sent);
    }
  },
};

/** Kinds whose credentials are given names as a list, with the operation that gives them. */
export function issuable(
  model: AuthModel,
): readonly { readonly kind: CredentialKind; readonly issuer: Operation }[] {
  return [...model.credentials.values()].flatMap((kind) => {
    const issuers = model.operations.filter(
      ({ verb, object, request }) =>
        verb === 'issue' &&
        object === kind.name &&
        request.some(
          ({ attribute, schema }) =>
            attribute === `${kind.name}.rights` && [schema['type']].flat().includes('array'),
        ),
    );
    const issuer = issuers.find((operation) => operation.console) ?? issuers[0];
    return issuer === undefined || !kind.rights.includes('own') || kind.names.length === 0
      ? []
      : [{ kind, issuer }];
  });
}

async function issue(
  lab: Lab,
  kind: CredentialKind,
  issuer: Operation,
  rights: readonly string[],
  step: string,
  name: string,
  control: Sent | undefined,
): Promise<{ sent: Sent; held: Held | undefined }> {
  const actor = await actorsFor(lab, issuer);
  const request = lab.build(issuer, {
    values: { [`${kind.name}.name`]: lab.unique('probe'), [`${kind.name}.rights`]: rights },
  });
  const sent = await lab.send({
    step,
    role: control === undefined ? 'control' : 'probe',
    case: name,
    control: control?.seq,
    request,
    present: actor.present,
    detail: { kind: kind.name, rights: JSON.stringify(rights) },
  });
  if (!sent.ok) {
    if (control === undefined) throw new Lacking(`${issuer.key} was refused with ${sent.status}`);
    return { sent, held: undefined };
  }
  const held = keepFromAnswer(lab, {
    kind: kind.name,
    how: 'issue',
    operation: issuer,
    answer: sent,
    rights,
    ...(actor.tenant === undefined ? {} : { tenant: actor.tenant }),
  });
  return { sent, held: await settle(lab, held, {}) };
}

/** Calls with a credential whose names should open nothing. */
async function use(lab: Lab, kind: CredentialKind, held: Held, by: Sent): Promise<void> {
  const scheme = [...lab.model.schemes.values()].find(({ credential }) => credential === kind.name);
  if (scheme === undefined) return;
  const operations = sweptOperations(lab.model, scheme).filter(
    ({ path, verb }) => !path.includes('{') && (verb === 'list' || verb === 'create'),
  );
  for (const operation of operations) {
    const actor = await actorsFor(lab, operation, { tenant: held.tenant, scheme: scheme.name });
    const request = lab.build(operation, {
      values: ownValues(lab, { user: undefined, tenant: held.tenant }),
    });
    const control = await lab.send({
      step: 'use-known',
      role: 'control',
      case: operation.key,
      request,
      present: actor.present,
    });
    await lab.send({
      step: 'use-lookalike',
      role: 'probe',
      case: `${by.exchange.case} × ${operation.key}`,
      control: control.seq,
      request,
      present: [asDocumented(lab.model, held, scheme.name)],
      detail: { of: by.exchange.case },
    });
  }
}
