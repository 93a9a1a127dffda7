import type { Call } from '../call.ts';
import { plainRefusal, usualHeaders } from '../plan/answers.ts';
import { bodyText } from '../render/body.ts';
import { challenge } from '../render/challenge.ts';
import type { View } from '../render/fill.ts';
import { type HeaderValues, writeBound } from '../render/headers.ts';
import { withTierNames } from '../render/tier-names.ts';
import { tightest } from '../state/limiter.ts';

/** An answer, ready for the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderValues;
  readonly payload: Buffer | string | undefined;
  /** Fields after the body. No honest answer has any. */
  readonly trailers?: Readonly<Record<string, string>>;
}

const none: readonly never[] = [];

/** Puts together status, headers and body: only what the document binds can get into one. */
export function render(call: Call): Reply {
  if (call.refusal) return refusal(call);
  if (!call.operation)
    return { status: 204, headers: { Allow: call.route?.allow ?? '' }, payload: undefined };
  const { operation, answers } = call.operation;
  const answer = answers.get(operation.success);
  const view = viewOf(call);
  const payload = answer && operation.success !== 204 ? bodyText(answer, view) : undefined;
  const headers: HeaderValues = { ...(answer?.fixedHeaders ?? usualHeaders) };
  if (answer) writeBound(headers, answer.boundHeaders, call, view);
  for (const name of call.outcome.clearedCookies ?? none)
    append(headers, 'Set-Cookie', `${name}=; Path=/; HttpOnly; Max-Age=0`);
  if (payload !== undefined) headers['Content-Type'] = answer?.mediaType ?? 'application/json';
  return { status: operation.success, headers, payload };
}

function refusal(call: Call): Reply {
  const { cause = 'unknown-path' } = call.refusal ?? {};
  const plan = (call.operation ?? call.route?.neighbour)?.refusals.get(cause);
  if (!plan) {
    const { mediaType, payload } = plainRefusal(call.world.plan.speaksProblems, 404);
    return { status: 404, headers: { ...usualHeaders, 'Content-Type': mediaType }, payload };
  }
  const headers: HeaderValues = { ...plan.headers };
  writeBound(headers, plan.boundHeaders, call, viewOf(call));
  if (plan.status === 401 && !has(headers, 'WWW-Authenticate'))
    headers['WWW-Authenticate'] = challenge(call, cause);
  if (plan.status === 405) headers['Allow'] = call.route?.allow ?? '';
  if (plan.status === 429 && plan.boundHeaders.length === 0)
    headers['Retry-After'] = String(waitSeconds(call));
  const payload = withTierNames(plan, call.empty);
  if (payload) headers['Content-Type'] = plan.mediaType ?? 'application/json';
  return { status: plan.status, headers, payload };
}

/** At least one second: a client that waits none would only come back to the same answer. */
function waitSeconds(call: Call): number {
  return Math.max(1, Math.ceil(((tightest(call.empty)?.resetsAt ?? call.now) - call.now) / 1000));
}

function viewOf(call: Call): View {
  const { outcome } = call;
  return {
    world: call.world,
    now: call.now,
    tenant: call.tenant,
    subject: outcome.subject,
    list: outcome.list ?? none,
    user: outcome.user ?? call.user,
    minted: outcome.minted ?? none,
    actor: call.actor,
    inactive: outcome.inactive ?? false,
  };
}

function has(headers: HeaderValues, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name.toLowerCase());
}

function append(headers: HeaderValues, name: string, value: string): void {
  const before = headers[name];
  headers[name] = before === undefined ? value : [before, value].flat();
}
