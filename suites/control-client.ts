import type { ClockChange, ClockInfo, ProvisionedCredential, SpaceInfo } from '../spec/control.ts';
import { TargetError } from '../spec/errors.ts';
import type { HookCaller } from './hooks-run/caller.ts';
import { HookError } from './hooks-run/hook-error.ts';
import { isNoMeans } from './hooks-run/no-means.ts';
import { Lacking } from './lab/held.ts';
import type { ClockHook, Ground, TargetConfig } from './target.ts';

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
      clock: hooks?.has('advanceClock') === true ? clockOf(hooks) : undefined,
      assertions: undefined,
      signatures: undefined,
      release: async () => {},
    };
  }
  const call = controlCaller(config.control);
  const space = (await call('POST', '/spaces', {
    name,
    ...(config.startsAt === undefined ? {} : { startsAt: config.startsAt }),
  })) as SpaceInfo;
  const at = `/spaces/${encodeURIComponent(name)}`;
  const credentials = (await call('GET', `${at}/credentials`)) as readonly ProvisionedCredential[];
  const change = async (body: ClockChange) => (await call('POST', `${at}/clock`, body)) as ClockInfo;
  const clock = {
    now: async () => (await call('GET', `${at}/clock`)) as ClockInfo,
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
        const answer = (await call('POST', `${at}/assertions`, request)) as { assertion?: unknown };
        if (typeof answer.assertion !== 'string')
          throw new TargetError('the control plane minted no assertion');
        return answer.assertion;
      },
    },
    signatures: {
      sign: async (request) => {
        const answer = (await call('POST', `${at}/signatures`, request).catch(notThere)) as {
          token?: unknown;
        };
        if (typeof answer.token !== 'string') throw new TargetError('the control plane signed nothing');
        return answer.token;
      },
    },
    release: async () => {
      await call('DELETE', at);
    },
  };
}

/** The clock of a target that hooks move. It is never asked to stand still: what takes time is judged with a margin. */
function clockOf(hooks: HookCaller): ClockHook {
  const now = async (): Promise<ClockInfo> => {
    const told = hooks.has('now') ? await hooks.call('now', {}) : undefined;
    const text = typeof told === 'object' && told !== null && 'now' in told ? told.now : undefined;
    const time = text === undefined ? Date.now() : Date.parse(String(text));
    if (Number.isNaN(time)) throw new HookError('now', 'answered without {"now": an instant of RFC 3339}');
    return { now: new Date(time).toISOString(), frozen: false };
  };
  return {
    now,
    freeze: now,
    advance: async (seconds) => {
      const output = await hooks.call('advanceClock', { seconds });
      if (isNoMeans(output)) throw new Lacking(`the hook advanceClock: ${output.lacking}`, 'clock');
      return now();
    },
  };
}

/** A control plane without the call is a means that the run lacks, not a broken harness. */
function notThere(error: unknown): never {
  if (error instanceof ControlRefusal && error.status === 404)
    throw new Lacking('the control plane of this target signs no claims', 'signing');
  throw error;
}

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
    let answer: Response;
    try {
      answer = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
    } catch (cause) {
      throw new TargetError(`the control plane at ${control.url} does not answer: ${reason(cause)}`);
    }
    const text = await answer.text();
    if (!answer.ok) {
      throw new ControlRefusal(
        answer.status,
        `the control plane refused ${method} ${path}: ${answer.status} ${text.slice(0, 200)}`,
      );
    }
    return text === '' ? undefined : JSON.parse(text);
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
