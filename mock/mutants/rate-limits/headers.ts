import { type Call, defaultStages, type MockOptions, type Reply } from '../../index.ts';

/** A mock whose answers are changed on their way out. */
export function changedReplies(change: (reply: Reply, call: Call) => Reply): Partial<MockOptions> {
  return { stages: { render: (call) => change(defaultStages.render(call), call) } };
}

/** The reply with some header fields changed; `undefined` takes one away. Names as in the reply, whatever their case. */
export function withHeaders(reply: Reply, changes: Readonly<Record<string, string | undefined>>): Reply {
  const wanted = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = Object.entries(reply.headers).filter(([name]) => !wanted.has(name.toLowerCase()));
  const added = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...reply, headers: Object.fromEntries([...kept, ...added]) };
}

export function headerIn(reply: Reply, name: string): string | undefined {
  const found = Object.entries(reply.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return Array.isArray(found) ? found[0] : found;
}
