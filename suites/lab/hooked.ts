import type { Operation } from '../../spec/model.ts';
import type { HookName } from '../hooks.ts';
import { HookError, told } from '../hooks-run/hook-error.ts';
import { isNoMeans } from '../hooks-run/no-means.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { HookCall, Lab, Sent } from './lab.ts';
import { declaredLack, meansInsteadOf } from './means.ts';

/**
 * Does a hook stand in for this operation? It does where the document has none, where the target is said to lack it,
 * and where it is in a user interface that this target has not over HTTP.
 */
export function hookServes(lab: Lab, hook: HookName, operation: Operation | undefined): boolean {
  if (lab.hooks?.has(hook) !== true) return false;
  if (operation === undefined) return true;
  if (declaredLack(lab.config.overlay, operation) !== undefined) return true;
  const base = lab.config.bindings?.[operation.key]?.base;
  return operation.console && base === undefined && lab.ground.consoleUrl === undefined;
}

interface HookStep {
  readonly operation: Operation | undefined;
  readonly step: HookCall['step'];
}

/**
 * Calls a hook and records it. `keep` takes out of its output what may be written; before, it registers what is secret.
 * @throws Lacking if the hook says that it has no means, HookError if it breaks
 */
export async function callHook<T = undefined>(
  lab: Lab,
  hook: HookName,
  input: object,
  { operation, step }: HookStep,
  keep?: (output: unknown) => T,
): Promise<{ readonly sent: Sent; readonly kept: T | undefined }> {
  const startedMs = lab.nowMs();
  const output = await lab.hooks?.call(hook, input);
  if (isNoMeans(output)) {
    const reason = told(lab.taint.clean(output.lacking));
    throw new Lacking(
      `the hook ${hook}: ${reason}`,
      ...(operation === undefined ? [] : meansInsteadOf(operation)),
    );
  }
  const kept = keep?.(output);
  const sent = lab.hooked({ hook, input, output: kept ?? {}, startedMs, operation, step });
  return { sent, kept };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A new credential that a hook made, by itself or in the place of another. */
export async function issueByHook(
  lab: Lab,
  wish: {
    readonly hook: 'issue' | 'rotate';
    readonly kind: string;
    readonly operation: Operation | undefined;
    readonly input: object;
    readonly name?: string;
    readonly rights?: readonly string[] | undefined;
    readonly user?: string | undefined;
    readonly tenant?: string | undefined;
    readonly after?: string;
  },
): Promise<{ readonly sent: Sent; readonly held: Held }> {
  const { hook, kind, operation, input, rights, ...about } = wish;
  const making = hook === 'issue' ? lab.made?.beginHooked(lab, kind, about) : undefined;
  let secret = '';
  const { sent, kept } = await callHook(lab, hook, input, { operation, step: { step: hook } }, (output) => {
    if (!isRecord(output) || typeof output['secret'] !== 'string' || output['secret'] === '')
      throw new HookError(hook, 'answered without a secret');
    secret = output['secret'];
    lab.taint.aliasFor(kind, secret, lab.experiment);
    const { id, expiresAt, rights: given } = output;
    return {
      secret,
      ...(typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {}),
      ...(typeof expiresAt === 'string' ? { expiresAt } : {}),
      ...(Array.isArray(given) ? { rights: given.map(String) } : {}),
    };
  });
  const names = kept?.rights ?? rights;
  const held = keepFromAnswer(lab, {
    kind,
    secret,
    how: hook,
    by: sent.seq,
    ...(kept?.id === undefined ? {} : { id: kept.id }),
    ...(kept?.expiresAt === undefined ? {} : { expiresAt: kept.expiresAt }),
    ...(names === undefined ? {} : { rights: names }),
    ...(about.name === undefined ? {} : { name: about.name }),
    ...(about.user === undefined ? {} : { user: about.user }),
    ...(about.tenant === undefined ? {} : { tenant: about.tenant }),
    ...(about.after === undefined ? {} : { after: about.after }),
  });
  if (making !== undefined) lab.made?.keepHooked(lab, making, held);
  return { sent, held };
}

/** A credential as hooks see it. */
export function credentialInput({ kind, secret, id, name, user, tenant }: Held): object {
  return { kind, secret, id, name, user, tenant };
}

/** A person as hooks see it. */
export function personInput({ id, email, tenant }: LabUser): object {
  return { user: id, email, tenant };
}
