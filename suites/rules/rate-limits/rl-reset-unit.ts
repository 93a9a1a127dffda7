import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { limitFieldsOf, type ToldLimit } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { tellsOf } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { consulted, fieldGrounds } from './limit-facts.ts';

const skewSeconds = 2;

export const rlResetUnit: Rule = {
  id: 'rl-reset-unit',
  title: 'Reset is in the documented unit and lies within the window ahead',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-54'],
  sources: ['RateLimit fields draft, appendix on interoperability'],
  experiments: [],
  rationale:
    'Epoch seconds, milliseconds, a difference and a date are all in use; a client that reads one for another waits for years or not at all.',
  falsePositives:
    'Judged against Date of the same answer, with two seconds of skew, and the window of the tier that is told of; if that is not said, the longest that applies.',
  applies: (model) => tellsOf(model, 'tier.resetAt', 'tier.resetIn', 'tiers'),
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of view.exchangeList) {
      const tiers = consulted(view, exchange);
      if (tiers === undefined || tiers.length === 0) continue;
      const wrong = wrongIn(view, exchange, tiers);
      if (wrong === undefined) continue;
      const name = `status ${exchange.response?.status}`;
      if (worst.get(name)?.verdict === 'violated' || (worst.has(name) && wrong === '')) continue;
      worst.set(
        name,
        finding(wrong === '', {
          case: name,
          expected: 'an instant or wait within the window, in the documented unit',
          observed: wrong === '' ? 'within the window' : wrong,
          evidence: [exchange.seq],
          grounds: fieldGrounds(view, exchange, 'tier.resetAt', 'tier.resetIn', 'tiers'),
        }),
      );
    }
    return [...worst.values()];
  },
};

/** What is wrong, empty if nothing is, undefined if the answer tells of no reset. */
function wrongIn(view: View, exchange: Exchange, tiers: readonly Tier[]): string | undefined {
  const fields = limitFieldsOf(view.operation(exchange), exchange);
  const unreadable = fields.malformed.find(
    ({ attribute }) => attribute === 'tier.resetAt' || attribute === 'tier.resetIn',
  );
  if (unreadable !== undefined) return `${unreadable.field}: "${unreadable.value}"`;
  const { dateMs } = exchange.response ?? {};
  const all = [...fields.families.map(({ told }) => told), ...fields.structured];
  const skew = skewSeconds + view.clockSkewSeconds;
  let told = false;
  for (const one of all) {
    const window = windowOf(one, tiers);
    const waits = [
      ...(one.resetInSeconds === undefined ? [] : [one.resetInSeconds]),
      ...(one.resetAtMs === undefined || dateMs === undefined ? [] : [(one.resetAtMs - dateMs) / 1000]),
    ];
    told ||= waits.length > 0;
    const off = waits.find((wait) => wait < -skew || wait > window + skew);
    if (off !== undefined)
      return `${Math.round(off)} s from now${off < 0 ? ' (past)' : ''}${hint(off, window)}`;
  }
  return told ? '' : undefined;
}

/** The window of the tier that is told of, by its name or its limit; else the longest. */
function windowOf(told: ToldLimit, tiers: readonly Tier[]): number {
  const meant = tiers.filter(({ name, limit }) =>
    told.name === undefined ? limit === told.limit : name === told.name,
  );
  return Math.max(...(meant.length > 0 ? meant : tiers).map(({ windowSeconds }) => windowSeconds));
}

function hint(off: number, window: number): string {
  if (off > 1e9) return ', as if milliseconds were read as seconds';
  return off < -1e8
    ? ', as if a difference were read as an instant'
    : off > window
      ? ', beyond the window'
      : '';
}
