import autocannon from 'autocannon';
import { userAgent } from '../../spec/user-agent.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import type { Lab } from '../lab/lab.ts';
import type { Presentation } from '../lab/present.ts';
import { isLoopback } from '../target.ts';
import type { LoadFigures } from './probe.ts';

/** On a machine that may be somebody else's. */
const mostConnectionsAbroad = 10;

/** Sends one request many times over parallel connections, as fast as the target answers. */
export async function flood(
  lab: Lab,
  request: BuiltRequest,
  present: readonly Presentation[],
  options: { readonly connections: number; readonly amount: number },
): Promise<LoadFigures> {
  const query = present
    .flatMap((one) => one.query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const isLocal = isLoopback(lab.config.baseUrl);
  const { perSecond } = lab.budget.ceiling;
  lab.budget.claim(options.amount);
  const result = await autocannon({
    url: lab.baseUrlOf(request.operation) + request.path + (query === '' ? '' : `?${query}`),
    method: request.operation.method === 'GET' ? 'GET' : 'POST',
    connections: isLocal ? options.connections : Math.min(options.connections, mostConnectionsAbroad),
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    amount: options.amount,
    headers: { 'user-agent': userAgent, ...Object.fromEntries(present.flatMap((one) => one.headers)) },
    ...(lab.config.ca === undefined ? {} : { tlsOptions: { ca: lab.config.ca } }),
    timeout: Math.ceil(lab.config.timeoutMs / 1000),
  });
  const byStatus = Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count ?? 0]),
  );
  return {
    requests: options.amount,
    byStatus,
    errors: result.errors + result.timeouts,
    latencyMs: { p50: result.latency.p50, p99: result.latency.p99, max: result.latency.max },
    requestsPerSecond: Math.round(options.amount / Math.max(0.001, result.duration)),
  };
}
