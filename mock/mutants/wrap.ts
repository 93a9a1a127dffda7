import type { AuthModel } from '../../spec/model.ts';
import type { Call, Refused } from '../call.ts';
import type { MockOptions } from '../index.ts';
import { authenticate } from '../stages/authenticate.ts';
import { path } from '../stages/path.ts';
import { type Reply, render } from '../stages/render.ts';
import type { World } from '../state/world.ts';
import { changedRequest, type WireRequest } from '../wire.ts';

/** What a flawed look at the request leads to: go on, let it pass unseen, or a refusal. */
export type Look = Refused | 'pass' | undefined;

/** A server that looks at the request in its own way before it authenticates; `pass` skips authentication. */
export function beforeAuthentication(look: (call: Call) => Look): Partial<MockOptions> {
  return {
    stages: {
      authenticate: (call) => {
        const seen = look(call);
        if (seen === 'pass') return undefined;
        return seen ?? authenticate(call);
      },
    },
  };
}

/** A server that goes wrong after it authenticated: the refusal, if there was one, may become another or none. */
export function afterAuthentication(
  change: (call: Call, refused: Refused | undefined) => Refused | undefined,
): Partial<MockOptions> {
  return {
    stages: {
      authenticate: (call) => {
        const result = authenticate(call);
        return result instanceof Promise ? result.then((one) => change(call, one)) : change(call, result);
      },
    },
  };
}

/** A server that finds another operation, or the same under other paths. */
export function afterRouting(
  change: (call: Call, refused: Refused | undefined) => Refused | undefined,
): Partial<MockOptions> {
  return {
    stages: {
      path: (call) => {
        const refused = path(call);
        return change(call, refused instanceof Promise ? undefined : refused);
      },
    },
  };
}

/** A server that decides right and writes its answer wrong. */
export function replying(change: (reply: Reply, call: Call) => Reply): Partial<MockOptions> {
  return { stages: { render: (call) => change(render(call), call) } };
}

/** As `replying`, for answers of some statuses. */
export function replyingTo(
  statuses: readonly number[],
  change: (reply: Reply, call: Call) => Reply,
): Partial<MockOptions> {
  return replying((reply, call) => (statuses.includes(reply.status) ? change(reply, call) : reply));
}

/** A 401 whose challenge is another text; undefined takes it away. */
export function challenging(
  change: (challenge: string, call: Call) => string | undefined,
): Partial<MockOptions> {
  return replyingTo([401], (reply, call) => {
    const { 'WWW-Authenticate': challenge, ...others } = reply.headers;
    const next = change(String(challenge ?? ''), call);
    return { ...reply, headers: next === undefined ? others : { ...others, 'WWW-Authenticate': next } };
  });
}

/** The JSON body of an answer, changed. */
export function withBody(reply: Reply, change: (body: unknown) => unknown): Reply {
  if (!reply.payload) return reply;
  return { ...reply, payload: Buffer.from(JSON.stringify(change(JSON.parse(String(reply.payload))))) };
}

/**
 * A server whose look-up is too generous: it knows the field values that were accepted before, and takes what is
 * presented for one of them.
 */
export function mistaking(
  field: string,
  find: (presented: string, good: readonly string[]) => string | undefined,
): Partial<MockOptions> {
  const memory = new WeakMap<World, Set<string>>();
  return {
    stages: {
      authenticate: (call) => {
        const good = memory.get(call.world) ?? new Set<string>();
        memory.set(call.world, good);
        const [presented, second] = fieldValues(call.request, field);
        const taken =
          presented === undefined || second !== undefined || good.has(presented)
            ? undefined
            : find(presented, [...good]);
        if (taken !== undefined) setField(call, field, [taken]);
        const remember = (refused: Refused | undefined): Refused | undefined => {
          const [value] = fieldValues(call.request, field);
          if (!refused && value !== undefined && call.verified.length > 0) good.add(value);
          return refused;
        };
        const result = authenticate(call);
        return result instanceof Promise ? result.then(remember) : remember(result);
      },
    },
  };
}

/** The lines of a field as they came. */
export function fieldValues(request: WireRequest, name: string): readonly string[] {
  const { rawHeaders } = request;
  return rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name.toLowerCase(),
  );
}

/** Lets the later stages see a field with other lines. */
export function setField(call: Call, name: string, values: readonly string[]): void {
  const { rawHeaders, headers } = call.request;
  const others = rawHeaders.filter(
    (_, index) => rawHeaders[index - (index % 2)]?.toLowerCase() !== name.toLowerCase(),
  );
  const added = values.flatMap((value) => [name, value]);
  const { [name.toLowerCase()]: _, ...rest } = headers;
  const now = values.length === 0 ? rest : { ...rest, [name.toLowerCase()]: values.join(', ') };
  Object.assign(call, {
    request: changedRequest(call.request, { rawHeaders: [...others, ...added], headers: now }),
  });
}

/** Lets the later stages see `Authorization` with another value, if it stands there once. */
export function setAuthorization(call: Call, change: (value: string) => string | undefined): void {
  const [value, second] = fieldValues(call.request, 'authorization');
  const next = value === undefined || second !== undefined ? undefined : change(value);
  if (next !== undefined) setField(call, 'Authorization', [next]);
}

/** As `setAuthorization`, for what well-formed Basic credentials decode to. */
export function setBasic(call: Call, change: (text: string, encoded: string) => string | undefined): void {
  setAuthorization(call, (value) => {
    const encoded = /^basic +(.*)$/is.exec(value)?.[1] ?? '';
    const bytes = Buffer.from(encoded, 'base64');
    if (encoded === '' || bytes.toString('base64') !== encoded) return undefined;
    const text = change(bytes.toString('utf8'), encoded);
    return text === undefined ? undefined : `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;
  });
}

/** Does some GET take credentials of this authentication scheme? */
export function takes(model: AuthModel, word: 'bearer' | 'basic'): boolean {
  return schemesOfReads(model).some(
    (scheme) => scheme.carrier.in === 'header' && scheme.carrier.scheme?.toLowerCase() === word,
  );
}

/** The field in which some GET takes a bare key. */
export function keyField(model: AuthModel): string | undefined {
  return schemesOfReads(model).find(
    ({ carrier, template }) =>
      carrier.in === 'header' && carrier.scheme === undefined && template === '{secret}',
  )?.carrier.name;
}

function schemesOfReads(model: AuthModel) {
  const reads = model.operations.filter(({ method, security }) => method === 'GET' && security.length > 0);
  const names = new Set(
    reads.flatMap(({ security }) => security.flatMap((requirement) => [...requirement.keys()])),
  );
  return [...model.schemes.values()].filter(({ name }) => names.has(name));
}
