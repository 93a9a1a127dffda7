import type { ClockChange } from '../spec/control.ts';
import { TargetError } from '../spec/errors.ts';
import { userAgent } from '../spec/user-agent.ts';
import { clockOf, credentialsOf, memberOf, spaceOf } from './control-answers.ts';
import type { HookCaller } from './hooks-run/caller.ts';
import { clockByHooks } from './hooks-run/clock.ts';
import { Lacking } from './lab/held.ts';
import type { Ground, TargetConfig } from './target.ts';
import { parseBounded } from './wire/bounded-json.ts';
import { maxBodyBytes } from './wire/message.ts';

/** Control planes are next door. */
const limitMs = 10_000;

/**
 * Prepares the ground for one experiment: a fresh space with a frozen clock if the target has a control plane,
 * else the target as it stands.
 * @throws TargetError if the control plane is named but does not answer as `spec/control.ts` says
 */
export async function prepareGround(config: TargetConfig, name: string, hooks?: HookCaller): Promise<Ground> {
  if (config.control === undefined) {
    const restored = hooks?.has('restore') === true;
    if (restored) await hooks.call('restore', { experiment: name });
    return {
      baseUrl: config.baseUrl,
      consoleUrl: config.consoleUrl,
      shared: !restored,
      credentials: [],
      clock: hooks?.has('advanceClock') === true ? clockByHooks(hooks) : undefined,
      assertions: undefined,
      signatures: undefined,
      release: async () => {},
    };
  }
  const call = controlCaller(config.control);
  const space = spaceOf(
    await call('POST', '/spaces', {
      name,
      ...(config.startsAt === undefined ? {} : { startsAt: config.startsAt }),
    }),
    config,
  );
  const at = `/spaces/${encodeURIComponent(name)}`;
  const credentials = credentialsOf(await call('GET', `${at}/credentials`));
  const change = async (body: ClockChange) => clockOf(await call('POST', `${at}/clock`, body));
  const clock = {
    now: async () => clockOf(await call('GET', `${at}/clock`)),
    freeze: () => change({ frozen: true }),
    advance: (seconds: number) => change({ advanceSeconds: seconds }),
  };
  await clock.freeze();
  return {
    baseUrl: space.url,
    consoleUrl: space.consoleUrl,
    shared: false,
    credentials,
    clock,
    assertions: {
      mint: async (request) => {
        const assertion = memberOf(await call('POST', `${at}/assertions`, request), 'assertion');
        if (typeof assertion !== 'string') throw new TargetError('the control plane minted no assertion');
        return assertion;
      },
    },
    signatures: {
      sign: async (request) => {
        const token = memberOf(await call('POST', `${at}/signatures`, request).catch(notThere), 'token');
        if (typeof token !== 'string') throw new TargetError('the control plane signed nothing');
        return token;
      },
    },
    release: async () => {
      await call('DELETE', at);
    },
  };
}

/** A control plane without the call is a means that the run lacks, not a broken harness. */
function notThere(error: unknown): never {
  if (error instanceof ControlRefusal && error.status === 404)
    throw new Lacking('the control plane of this target signs no claims', 'signing');
  throw error;
}

/** Nothing came back from the control plane, or not in time. */
export class ControlSilence extends TargetError {}

class ControlRefusal extends TargetError {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function controlCaller(control: { readonly url: string; readonly token: string }) {
  return async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const url = control.url.replace(/\/$/, '') + path;
    // One limit for the whole answer: it holds while the body is read, too.
    const signal = AbortSignal.timeout(limitMs);
    let status: number;
    let ok: boolean;
    let text: string;
    try {
      const answer = await fetch(url, {
        method,
        // The token is for this address alone.
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${control.token}`,
          'content-type': 'application/json',
          'user-agent': userAgent,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      });
      ({ status, ok } = answer);
      text = await boundedText(answer);
    } catch (cause) {
      if (cause instanceof TargetError) throw cause;
      throw new ControlSilence(`the control plane at ${control.url} does not answer: ${reason(cause)}`);
    }
    if (!ok) {
      // Before the cut: half a token would be recognised by nobody.
      const told = control.token === '' ? text : text.replaceAll(control.token, '⟦control token⟧');
      throw new ControlRefusal(
        status,
        `the control plane refused ${method} ${path}: ${status} ${told.slice(0, 200)}`,
      );
    }
    const value = text === '' ? undefined : parseBounded(text);
    if (text !== '' && value === undefined)
      throw new TargetError(`the control plane answered ${method} ${path} with what is no JSON`);
    return value;
  };
}

/** @throws TargetError beyond the limit */
async function boundedText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBodyBytes)
      throw new TargetError(`the control plane answered with more than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
