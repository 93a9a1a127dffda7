import type { Experiment } from '../experiment.ts';
import { usesOf } from '../lab/exercise.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { useOnce } from '../lab/logins.ts';
import { asDocumented } from '../lab/present.ts';
import {
  freshPair,
  hasRefresh,
  keepRefreshed,
  type Refresh,
  refreshesOf,
  refreshWith,
} from '../lab/refreshes.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { escalatingFields } from './escalation.ts';

/** A refresh credential is used, used again, used in parallel, and asked for more than it is worth. */
export const refreshChain: Experiment = {
  id: 'refresh-chain',
  purpose:
    'Is a refresh credential good for one new pair, of the same user with the same rights, and for nothing else?',
  steps: [
    'control `refresh`: once, a minute after the login; `use-refreshed`: what came back',
    'probe `reuse`: the same credential again; then `successor` with the one that came back, and `access-after-reuse`',
    'probe `parallel`: five at once with a fresh one',
    'probe `tampered`: one character changed in the middle',
    'probe `extra`: a role, scopes, another user in the body',
  ],
  destructive: false,
  applies: hasRefresh,
  run: async (lab) => {
    for (const refresh of refreshesOf(lab.model)) {
      const control = await serial(lab, refresh);
      await parallel(lab, refresh);
      await tampered(lab, refresh, control);
      await escalate(lab, refresh, control);
    }
  },
};

async function serial(lab: Lab, refresh: Refresh): Promise<number> {
  const { key } = refresh.operation;
  const first = await freshPair(lab, refresh);
  await useOnce(lab, first.access, { step: 'use-first', case: key, role: 'control' });
  await lab.wait(60);
  const shown = { secret: first.proof.secret, alias: first.proof.alias, form: 'documented' };
  const control = await refreshWith(lab, refresh, shown, { step: 'refresh', role: 'control', case: key });
  const next = keepRefreshed(lab, refresh, control, first.proof);
  if (next !== undefined) await useOnce(lab, next.access, { step: 'use-refreshed', case: key });
  const before =
    next === undefined ? undefined : await useAs(lab, next.access, 'access-before-reuse', 'control');
  const again = await refreshWith(lab, refresh, shown, {
    step: 'reuse',
    role: 'probe',
    case: key,
    control: control.seq,
  });
  keepRefreshed(lab, refresh, again, first.proof);
  if (next?.proof !== undefined) {
    const successor = { secret: next.proof.secret, alias: next.proof.alias, form: 'documented' };
    const sent = await refreshWith(lab, refresh, successor, {
      step: 'successor',
      role: 'probe',
      case: key,
      control: control.seq,
    });
    keepRefreshed(lab, refresh, sent, next.proof);
  }
  if (next !== undefined) await useAs(lab, next.access, 'access-after-reuse', 'probe', before);
  return control.seq;
}

async function useAs(
  lab: Lab,
  held: Parameters<typeof firstUse>[1],
  step: string,
  role: 'control' | 'probe',
  control?: number,
): Promise<number> {
  const at = firstUse(lab, held);
  const { operation, scheme } = at;
  const sent = await lab.send({
    step,
    role,
    control,
    case: operation.key,
    request: requestOf(lab, held, at),
    present: [asDocumented(lab.model, held, scheme)],
  });
  return sent.seq;
}

async function parallel(lab: Lab, refresh: Refresh): Promise<void> {
  for (const round of ['first round', 'second round']) {
    const { proof } = await freshPair(lab, refresh);
    const shown = { secret: proof.secret, alias: proof.alias, form: 'documented' };
    const one = () => refreshWith(lab, refresh, shown, { step: 'parallel', role: 'probe', case: round });
    const answers = await Promise.all(Array.from({ length: 5 }, one));
    for (const answer of answers) keepRefreshed(lab, refresh, answer, proof);
  }
}

async function tampered(lab: Lab, refresh: Refresh, control: number): Promise<void> {
  const { proof } = await freshPair(lab, refresh);
  // Never the last character alone: its spare bits may decode to the same bytes.
  const middle = Math.floor(proof.secret.length / 2);
  const changed = proof.secret[middle] === 'A' ? 'B' : 'A';
  const secret = proof.secret.slice(0, middle) + changed + proof.secret.slice(middle + 1);
  lab.taint.registerForm(proof.alias, secret, 'altered');
  for (const [name, text] of [
    ['one character changed', secret],
    ['cut short', proof.secret.slice(0, -8)],
    ['never issued', 'never-issued-by-anybody'],
  ] as const) {
    lab.taint.registerForm(proof.alias, text, 'altered');
    const sent = await refreshWith(
      lab,
      refresh,
      { secret: text, form: 'altered' },
      { step: 'tampered', role: 'probe', case: name, control },
    );
    keepRefreshed(lab, refresh, sent, proof);
  }
}

async function escalate(lab: Lab, refresh: Refresh, control: number): Promise<void> {
  if (refresh.operation.body === undefined) return;
  const { access } = await freshPair(lab, refresh);
  const user = access.user === undefined ? undefined : lab.users.get(access.user);
  if (user === undefined) throw new Lacking(`nobody owns the ${access.kind}`);
  if (usesOf(lab, access).length === 0) throw new Lacking(`no read operation takes a ${access.kind} alone`);
  for (const [name, extra] of escalatingFields(lab, access.kind, user)) {
    const { proof } = await freshPair(lab, refresh, user);
    const shown = { secret: proof.secret, alias: proof.alias, form: 'documented' };
    const sent = await refreshWith(lab, refresh, shown, {
      step: 'extra',
      role: 'probe',
      case: `with ${name}`,
      control,
      extra,
    });
    keepRefreshed(lab, refresh, sent, proof);
  }
}
