import type { RequestBudget } from '../lab/budget.ts';
import type { LoadOptions } from './probe.ts';

/** On a machine that may be somebody else's. */
const mostConnectionsAbroad = 10;

/** The options within what the target is to be spared. */
export function bounded(
  options: LoadOptions,
  isLocal: boolean,
  { lendable }: Pick<RequestBudget, 'lendable'>,
): LoadOptions {
  const rates = [options.rate, lendable].filter((rate) => rate !== undefined && rate > 0);
  const rate =
    rates.length === 0 ? undefined : Math.min(...rates.map((one) => one ?? Number.POSITIVE_INFINITY));
  const wanted = isLocal ? options.connections : Math.min(options.connections, mostConnectionsAbroad);
  const connections = Math.max(1, Math.min(wanted, Math.floor(rate ?? wanted)));
  return { ...options, connections, ...(rate === undefined ? {} : { rate }) };
}
