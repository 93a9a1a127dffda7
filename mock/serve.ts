import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, Outcome } from './call.ts';
import { logCall } from './log-call.ts';
import { decide, type Pipeline } from './pipeline.ts';
import { plainRefusal, usualHeaders } from './plan/answers.ts';
import type { Destination, Spaces } from './spaces.ts';
import type { Reply } from './stages/render.ts';
import { httpDate } from './state/clock.ts';
import { isCounted } from './state/limiter.ts';
import type { World } from './state/world.ts';
import { retryAfterSeconds, StoreAway } from './stores/keeper.ts';
import { markUsed } from './use.ts';
import { hasBody, readBody, type WireRequest, wireRequest } from './wire.ts';

/** Answers one request. Never throws: what nobody foresaw is a plain 500, told in the journal. */
export function serve(
  spaces: Spaces,
  pipeline: Pipeline,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  if (!hasBody(incoming)) {
    answer(spaces, pipeline, incoming, response, undefined);
    return;
  }
  void readBody(incoming).then((body) => {
    if (body === 'aborted') return;
    if (body === 'too-large') return sendPlain(spaces.main, incoming, response, 413);
    answer(spaces, pipeline, incoming, response, body);
  });
}

function answer(
  spaces: Spaces,
  pipeline: Pipeline,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): void {
  const url = originForm(incoming.url ?? '/');
  const destination = spaces.find(url);
  if (destination) {
    answerIn(destination, pipeline, incoming, response, body);
    return;
  }
  const sought = spaces.seek(url);
  if (!sought) {
    sendPlain(spaces.main, incoming, response, 404);
    return;
  }
  sought.then(
    (found) => {
      if (found) answerIn(found, pipeline, incoming, response, body);
      else sendPlain(spaces.main, incoming, response, 404);
    },
    () => sendPlain(spaces.main, incoming, response, 503),
  );
}

function answerIn(
  { world, isConsole, url }: Destination,
  pipeline: Pipeline,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): void {
  const call = newCall(world, isConsole, wireRequest(incoming, url, body));
  try {
    let told: void | Promise<void>;
    if (world.keeper?.decide)
      told = world.keeper.decide(pipeline, call, () => conclude(pipeline, call, incoming, response));
    else {
      const decided = decide(pipeline, call);
      told = decided
        ? decided.then(() => conclude(pipeline, call, incoming, response))
        : conclude(pipeline, call, incoming, response);
    }
    told?.catch((error: unknown) => tellBroken(call, error, incoming, response));
  } catch (error) {
    tellBroken(call, error, incoming, response);
  }
}

function conclude(
  pipeline: Pipeline,
  call: Call,
  incoming: IncomingMessage,
  response: ServerResponse,
): void | Promise<void> {
  settleTickets(call);
  return finish(call, pipeline.render(call), incoming, response);
}

/** Nobody is told of a change before it is kept. */
function finish(
  call: Call,
  reply: Reply,
  incoming: IncomingMessage,
  response: ServerResponse,
): void | Promise<void> {
  if (reply.status < 400) markUsed(call);
  const kept = call.world.keeper?.keep(call);
  if (kept) return kept.then(() => tell(call, reply, incoming, response));
  tell(call, reply, incoming, response);
}

function tell(call: Call, reply: Reply, incoming: IncomingMessage, response: ServerResponse): void {
  logCall(call, reply.status);
  send(call.now, incoming, response, reply);
}

function tellBroken(call: Call, error: unknown, incoming: IncomingMessage, response: ServerResponse): void {
  call.failure =
    error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error';
  const reply = plain(call.world, error instanceof StoreAway ? 503 : 500);
  // The journal itself may be what broke, or the store; the client is answered all the same.
  const anyhow = (): void => send(call.now, incoming, response, reply);
  try {
    finish(call, reply, incoming, response)?.catch(anyhow);
  } catch {
    anyhow();
  }
}

/** A proxy sends the whole URL (RFC 9112 §3.2.2); only its path and query count. */
function originForm(url: string): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
}

/** Tiers that count only failures or only successes get back what turned out to be the other. */
function settleTickets(call: Call): void {
  const isFailure = call.refusal !== undefined;
  for (const ticket of call.tickets) {
    if (!isCounted(ticket.tier, isFailure)) call.world.limiter.giveBack(ticket, call.now);
  }
}

// What nobody has written to yet is the same for all calls.
const nothing: readonly never[] = [];
const noParams: Readonly<Record<string, string>> = {};
const noOutcome: Outcome = {};

function newCall(world: World, isConsole: boolean, request: WireRequest): Call {
  return {
    world,
    request,
    now: world.clock.now(),
    isConsole,
    address: world.parts.addressOf(request),
    route: undefined,
    operation: undefined,
    guard: undefined,
    params: noParams,
    tickets: [],
    empty: nothing,
    verified: nothing,
    actor: undefined,
    user: undefined,
    names: nothing,
    tenant: '',
    reach: nothing,
    subject: undefined,
    named: undefined,
    body: undefined,
    outcome: noOutcome,
    refusal: undefined,
    failure: undefined,
  };
}

function plain(world: World, status: number): Reply {
  const { mediaType, payload } = plainRefusal(world.plan.speaksProblems, status);
  const headers = { ...usualHeaders, 'Content-Type': mediaType };
  if (status === 413) return { status, headers: { ...headers, Connection: 'close' }, payload };
  const wait = status === 503 ? { 'Retry-After': String(retryAfterSeconds) } : {};
  return { status, headers: { ...headers, ...wait }, payload };
}

function sendPlain(world: World, incoming: IncomingMessage, response: ServerResponse, status: number): void {
  send(world.clock.now(), incoming, response, plain(world, status));
}

function send(
  now: number,
  incoming: IncomingMessage,
  response: ServerResponse,
  { status, headers, payload, trailers }: Reply,
): void {
  if (response.headersSent || response.destroyed) return;
  const hasNoBody = status === 204 || status === 304;
  const length = payload === undefined ? 0 : Buffer.byteLength(payload);
  if (trailers) headers['Trailer'] = Object.keys(trailers).join(', ');
  else if (!hasNoBody) headers['Content-Length'] = String(length);
  headers['Date'] ??= httpDate(now);
  response.writeHead(status, headers);
  if (trailers) response.addTrailers(trailers);
  if (payload === undefined || hasNoBody || incoming.method === 'HEAD') response.end();
  // Plain ASCII goes out in one piece with the head, whose own encoding this is.
  else if (typeof payload === 'string' && payload.length === length) response.end(payload, 'latin1');
  else response.end(payload);
}
