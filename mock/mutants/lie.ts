import type { Operation } from '../../spec/model.ts';
import type { Call, MockOptions, Refused, Reply } from '../index.ts';
import { defaultStages } from '../index.ts';
import type { Credential } from '../state/credential.ts';

export type Lies = Partial<MockOptions>;
type Pick = (operation: Operation) => boolean;

/** Operations with a verb for credentials. */
export function credentialVerb(...verbs: readonly Operation['verb'][]): Pick {
  return ({ verb, objectKind }) => objectKind === 'credential' && verbs.includes(verb);
}

/** Acts as it should, then does something more. */
export function afterAct(pick: Pick, lie: (call: Call) => void): Lies {
  return insteadOfAct(pick, async (call) => {
    const refused = await defaultStages.act(call);
    if (!refused) lie(call);
    return refused;
  });
}

/** Acts otherwise. */
export function insteadOfAct(
  pick: Pick,
  act: (call: Call) => Refused | undefined | Promise<Refused | undefined>,
): Lies {
  return {
    stages: {
      act: (call) => (call.operation && pick(call.operation.operation) ? act(call) : defaultStages.act(call)),
    },
  };
}

/** Tells something else in the JSON bodies of successful answers. */
export function inAnswer(
  pick: Pick,
  change: (entry: Record<string, unknown>, call: Call, operation: Operation) => void,
): Lies {
  return {
    stages: {
      render: (call) => {
        const reply = defaultStages.render(call);
        const operation = call.operation?.operation;
        if (!operation || call.refusal || !reply.payload || !pick(operation)) return reply;
        const body: unknown = JSON.parse(String(reply.payload));
        const id = memberOf(operation, 'id');
        for (const entry of objectsWith(body, id)) change(entry, call, operation);
        return withBody(reply, body);
      },
    },
  };
}

/** Gives answers other headers. */
export function inHeaders(
  pick: (call: Call) => boolean,
  headers: (call: Call) => Readonly<Record<string, string>>,
): Lies {
  return {
    stages: {
      render: (call) => {
        const reply = defaultStages.render(call);
        return pick(call) ? { ...reply, headers: { ...reply.headers, ...headers(call) } } : reply;
      },
    },
  };
}

/** Name of the member that holds an attribute of the operation's own object in its successful answer. */
export function memberOf(operation: Operation, attribute: string): string | undefined {
  const place = operation.responses
    .get(operation.success)
    ?.places.find((one) => one.attribute === `${operation.object}.${attribute}`);
  return place?.at.slice(place.at.lastIndexOf('/') + 1);
}

/** Credentials of the same kind and tenant. */
export function kin(call: Call, one: Credential): readonly Credential[] {
  return [...call.world.credentials.of(one.kind.name)].filter(
    (other) => other !== one && other.tenant === one.tenant,
  );
}

/** What the call has made, if anything. */
export function minted(call: Call): Credential | undefined {
  return call.outcome.minted?.[0]?.credential;
}

/** Writes what honest code never writes. */
export function tamper(credential: Credential, change: Partial<Credential>): void {
  Object.assign(credential, change);
}

function withBody(reply: Reply, body: unknown): Reply {
  return { ...reply, payload: Buffer.from(JSON.stringify(body)) };
}

function objectsWith(value: unknown, member: string | undefined): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null || member === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => objectsWith(one, member));
  const object = value as Record<string, unknown>;
  return [
    ...(Object.hasOwn(object, member) ? [object] : []),
    ...Object.values(object).flatMap((one) => objectsWith(one, member)),
  ];
}

/** Lets whatever else has arrived go first. */
export async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
