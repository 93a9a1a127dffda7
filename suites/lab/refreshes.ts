import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import { credentialOperations } from '../predict/kinds.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab, Sent, Step } from './lab.ts';
import { obtain } from './obtain.ts';
import { asDocumented } from './present.ts';

/** A refresh operation and the kind of credential that it takes as proof. */
export interface Refresh {
  readonly operation: Operation;
  readonly proof: CredentialKind;
}

export function refreshesOf(model: AuthModel): readonly Refresh[] {
  return model.operations
    .filter(({ verb }) => verb === 'refresh')
    .flatMap((operation) => {
      const proof = proofOf(model, operation);
      return proof === undefined ? [] : [{ operation, proof }];
    });
}

/** Those whose proof an operation revokes. */
export function revocableRefreshes(model: AuthModel): readonly Refresh[] {
  return refreshesOf(model).filter(
    ({ proof }) => credentialOperations(model, 'revoke', proof.name).length > 0,
  );
}

/** `true`, or why there is nothing to try. */
export function hasRefresh(model: AuthModel): true | string {
  return refreshesOf(model).length > 0 || 'no operation refreshes a credential';
}

function proofOf(model: AuthModel, operation: Operation): CredentialKind | undefined {
  const inBody = [...model.credentials.values()].find(({ name }) =>
    operation.request.some(({ attribute }) => attribute === `${name}.secret`),
  );
  const [scheme] = operation.security.flatMap((requirement) => [...requirement.keys()]);
  return (
    inBody ??
    (scheme === undefined ? undefined : model.credentials.get(model.schemes.get(scheme)?.credential ?? ''))
  );
}

export interface Pair {
  readonly access: Held;
  readonly proof: Held;
}

/** A fresh sign-in: the credential and what refreshes it. @throws Lacking if the sign-in gives no such pair */
export async function freshPair(lab: Lab, { operation, proof }: Refresh, user?: LabUser): Promise<Pair> {
  const access = await obtain(lab, operation.object, { user: user?.id });
  return pairOf(access, proof.name);
}

export function pairOf(access: Held, proofKind: string): Pair {
  const proof = access.companions.get(proofKind);
  if (proof === undefined) throw new Lacking(`${access.kind} comes without a ${proofKind}`);
  return { access, proof };
}

/** Presents any text as the refresh credential, at the operation that takes it. */
export async function refreshWith(
  lab: Lab,
  { operation, proof }: Refresh,
  given: { readonly secret: string; readonly alias?: string; readonly form: string },
  label: Omit<Step, 'request' | 'present'> & {
    readonly values?: Readonly<Record<string, unknown>>;
    readonly extra?: Readonly<Record<string, unknown>>;
  },
): Promise<Sent> {
  const { values, extra, ...step } = label;
  const inBody = operation.request.some(({ attribute }) => attribute === `${proof.name}.secret`);
  const held: Held = {
    alias: given.alias ?? '',
    kind: proof.name,
    secret: given.secret,
    companions: new Map(),
    madeAtSeconds: 0,
  };
  const shown = inBody ? [] : [asDocumented(lab.model, held)];
  const built = lab.build(operation, { values: { [`${proof.name}.secret`]: given.secret, ...values } });
  const body = extra === undefined ? built.body : withMembers(built.body, extra);
  const { body: _, ...bodiless } = built;
  const request =
    body === undefined ? bodiless : { ...bodiless, mediaType: built.mediaType ?? 'application/json', body };
  return lab.send({
    ...step,
    request,
    present: shown.map((one) => ({
      ...one,
      presented: {
        scheme: one.presented.scheme,
        form: given.form,
        ...(given.alias === undefined ? {} : { credential: given.alias }),
      },
    })),
    detail: { ...step.detail, ...(given.alias === undefined ? {} : { proof: given.alias }) },
  });
}

function withMembers(body: unknown, extra: Readonly<Record<string, unknown>>): unknown {
  return { ...(typeof body === 'object' && body !== null ? body : {}), ...extra };
}

/** The pair that a refresh answered with; undefined if it was refused or gave no new access credential. */
export function keepRefreshed(
  lab: Lab,
  { operation, proof }: Refresh,
  answer: Sent,
  before: Held,
): { readonly access: Held; readonly proof: Held | undefined } | undefined {
  if (!answer.ok) return undefined;
  try {
    const access = keepFromAnswer(lab, {
      kind: operation.object,
      how: 'refresh',
      operation,
      answer,
      after: before.alias,
      ...(before.user === undefined ? {} : { user: before.user }),
      ...(before.tenant === undefined ? {} : { tenant: before.tenant }),
      ...(before.session === undefined ? {} : { session: before.session }),
    });
    return { access, proof: access.companions.get(proof.name) };
  } catch (error) {
    if (error instanceof Lacking) return undefined;
    throw error;
  }
}
