import type { Experiment } from '../experiment.ts';
import { usesOf } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { asDocumented, overScheme } from '../lab/present.ts';
import {
  freshPair,
  hasRefresh,
  keepRefreshed,
  pairOf,
  type Refresh,
  refreshesOf,
  refreshWith,
} from '../lab/refreshes.ts';
import { requestOf } from '../lab/use.ts';

/** Each of the two kinds is shown where the other belongs. */
export const refreshConfusion: Experiment = {
  id: 'refresh-confusion',
  purpose: 'Are access and refresh credentials kept apart, on every route and for freshly issued ones too?',
  steps: [
    'control `access`: the access credential on several operations; probe `refresh-as-access`: the refresh credential there',
    'probe `access-at-refresh`: the access credential at the refresh operation',
    'control `refresh`: the refresh credential where it belongs; then both probes again with the new pair',
  ],
  destructive: false,
  applies: hasRefresh,
  run: async (lab) => {
    for (const refresh of refreshesOf(lab.model)) {
      const first = await freshPair(lab, refresh);
      await asAccess(lab, first, 'from the login');
      const shown = { secret: first.proof.secret, alias: first.proof.alias, form: 'documented' };
      const control = await refreshWith(lab, refresh, shown, {
        step: 'refresh',
        role: 'control',
        case: refresh.operation.key,
      });
      await atRefresh(lab, refresh, first.access, 'from the login', control.seq);
      const next = keepRefreshed(lab, refresh, control, first.proof);
      if (next?.proof === undefined) continue;
      await asAccess(lab, pairOf(next.access, refresh.proof.name), 'from the refresh');
      await atRefresh(lab, refresh, next.access, 'from the refresh', control.seq);
    }
  },
};

async function asAccess(
  lab: Lab,
  { access, proof }: { access: Held; proof: Held },
  origin: string,
): Promise<void> {
  for (const { operation, scheme } of spread(usesOf(lab, access))) {
    const carrier = lab.model.schemes.get(scheme);
    if (carrier === undefined) continue;
    const request = requestOf(lab, access, { operation, scheme });
    const label = `${operation.key}, ${origin}`;
    const control = await lab.send({
      step: 'access',
      role: 'control',
      case: label,
      request,
      present: [asDocumented(lab.model, access, scheme)],
    });
    const present = [
      overScheme(carrier, proof.secret, { scheme, credential: proof.alias, form: 'refresh-as-access' }),
    ];
    await lab.send({
      step: 'refresh-as-access',
      role: 'probe',
      case: label,
      control: control.seq,
      request,
      present,
    });
  }
}

/** A few of them, and of different paths: one forgotten route is enough. */
function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / 4));
  return all.filter((_, index) => index % step === 0).slice(0, 4);
}

async function atRefresh(
  lab: Lab,
  refresh: Refresh,
  access: Held,
  origin: string,
  control: number,
): Promise<void> {
  const shown = { secret: access.secret, alias: access.alias, form: 'access-at-refresh' };
  const sent = await refreshWith(lab, refresh, shown, {
    step: 'access-at-refresh',
    role: 'probe',
    case: origin,
    control,
  });
  keepRefreshed(lab, refresh, sent, access);
}
