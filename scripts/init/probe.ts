import type { HeaderPair } from '../../spec/history.ts';
import type { AuthModel, Operation, SecurityScheme } from '../../spec/model.ts';
import { buildRequest } from '../../suites/lab/build-request.ts';
import { Lacking } from '../../suites/lab/held.ts';
import { overScheme } from '../../suites/lab/present.ts';
import { anchorsOf } from '../../suites/predict/anchors.ts';
import type { StaticCredential } from '../../suites/target.ts';
import { sendByClient } from '../../suites/wire/client.ts';

/** What a request of the probe is for. */
export type Purpose = 'no credential' | 'a made-up credential' | 'the given credential' | 'an unknown path';

/** One request that the probe means to send. Only GET: nothing is changed. */
export interface PlannedRequest {
  readonly purpose: Purpose;
  readonly scheme: SecurityScheme | undefined;
  readonly operation: Operation | undefined;
  readonly method: 'GET';
  readonly path: string;
  /** Holds the credential: not for anybody's eyes. */
  readonly headers: readonly HeaderPair[];
  readonly search: string;
}

export interface Observation {
  readonly request: PlannedRequest;
  /** 0 if nothing came back. */
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
}

/** At most three reads per security scheme, and one of a path that is not there. */
export function planProbe(model: AuthModel, given: readonly StaticCredential[]): readonly PlannedRequest[] {
  const planned: PlannedRequest[] = [];
  for (const { scheme, operation } of anchorsOf(model)) {
    const path = pathOf(model, operation);
    if (path === undefined) continue;
    const base = { scheme, operation, method: 'GET' as const, path };
    planned.push({ ...base, purpose: 'no credential', headers: [], search: '' });
    const secret = given.find(({ kind }) => kind === scheme.credential)?.secret;
    const texts = [
      ['a made-up credential', 'authproof-made-up:credential'],
      ['the given credential', secret],
    ] as const;
    for (const [purpose, text] of texts) {
      if (text === undefined) continue;
      const { headers, query } = overScheme(scheme, text, { scheme: scheme.name, form: 'documented' });
      const search = new URLSearchParams(
        query.map(([name, value]): [string, string] => [name, value]),
      ).toString();
      planned.push({ ...base, purpose, headers, search });
    }
  }
  const unknown = {
    scheme: undefined,
    operation: undefined,
    method: 'GET' as const,
    headers: [],
    search: '',
  };
  return [...planned, { ...unknown, purpose: 'an unknown path', path: '/authproof-no-such-path' }];
}

function pathOf(model: AuthModel, operation: Operation): string | undefined {
  try {
    return buildRequest({ ...model, fixtures: { ...model.fixtures, records: new Map() } }, operation).path;
  } catch (error) {
    if (error instanceof Lacking) return undefined;
    throw error;
  }
}

export async function observe(
  baseUrl: string,
  request: PlannedRequest,
  limits: { readonly timeoutMs: number; readonly ca?: string },
): Promise<Observation> {
  const { method, path, headers, search } = request;
  const url = `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
  const { response } = await sendByClient({ method, url, headers }, limits.timeoutMs, limits.ca);
  return {
    request,
    status: response?.status ?? 0,
    headers: response?.headers ?? [],
    body: response?.body ?? '',
  };
}
