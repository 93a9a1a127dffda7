import type { AuthModel } from '../../spec/model.ts';
import { prepareGround } from '../control-client.ts';
import { loadCeilingOf, RequestBudget } from '../lab/budget.ts';
import { Lacking } from '../lab/held.ts';
import { Lab } from '../lab/lab.ts';
import type { TargetConfig } from '../target.ts';
import { Recorder } from '../wire/recorder.ts';
import { Taint } from '../wire/taint.ts';
import { limiterExactUnderFlood } from './limiter-exact-under-flood.ts';
import type { LoadFigures, LoadOptions, LoadProbe } from './probe.ts';

/** Every load probe. */
export const loadProbes: readonly LoadProbe[] = [limiterExactUnderFlood];

export interface LoadResult {
  readonly probe: string;
  readonly question: string;
  readonly cites: readonly string[];
  readonly verdict: 'pass' | 'fail' | 'untestable' | 'not-applicable' | 'error';
  readonly expected: string;
  readonly observed: string;
  readonly figures?: LoadFigures;
}

/** Runs the load probes on a target, each on its own ground. Never throws for what a probe meets. */
export async function runLoadProbes(
  model: AuthModel,
  config: TargetConfig,
  options: LoadOptions,
): Promise<readonly LoadResult[]> {
  const results: LoadResult[] = [];
  for (const probe of loadProbes) results.push(await runProbe(probe, model, config, options));
  return results;
}

async function runProbe(
  probe: LoadProbe,
  model: AuthModel,
  config: TargetConfig,
  options: LoadOptions,
): Promise<LoadResult> {
  const { id, question, cites } = probe;
  const base = { probe: id, question, cites, expected: question };
  const applies = probe.applies(model);
  if (applies !== true) return { ...base, verdict: 'not-applicable', observed: applies };
  const taint = new Taint();
  try {
    const ground = await prepareGround(config, `load-${id}`);
    const budget = new RequestBudget({ ceiling: loadCeilingOf(config) });
    const lab = new Lab({
      model,
      experiment: id,
      ground,
      config,
      recorder: new Recorder(taint),
      taint,
      budget,
    });
    const found = await probe.run(lab, options);
    await ground.release();
    return { ...base, ...found };
  } catch (error) {
    const observed = taint.clean(error instanceof Error ? error.message : String(error));
    return { ...base, verdict: error instanceof Lacking ? 'untestable' : 'error', observed };
  }
}
