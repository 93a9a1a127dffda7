import type { AuthModel, EndEvent } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { attempt } from '../lab/attempt.ts';
import { endableEvents, endBy } from '../lab/ending.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { signers } from '../lab/logins.ts';
import {
  freshPair,
  hasRefresh,
  keepRefreshed,
  type Refresh,
  refreshesOf,
  refreshWith,
} from '../lab/refreshes.ts';
import { settleEnd } from '../lab/settle.ts';

/** Events that end the credential, or a session together with it. */
function eventsOf(model: AuthModel, { operation, proof }: Refresh): readonly EndEvent[] {
  const logout = model.operations.some(
    ({ verb, object }) => verb === 'logout' && object === operation.object,
  );
  const events = new Set(endableEvents(model, proof));
  if (logout && proof.endedBy.includes('logout')) events.add('logout');
  return [...events].filter((event) => event !== 'membership-removal');
}

/** A refresh credential after what should end it: a new password, a logout, the removal of its user. */
export const refreshAfterEvents: Experiment = {
  id: 'refresh-after-events',
  purpose: 'Does a refresh credential end with the session, the password and the user, as documented?',
  steps: [
    'two logins of one user; control `before-event`: one refreshes',
    'setup: the event; probe `after-event`: the other tries to refresh',
  ],
  destructive: ['people'],
  applies: (model) => {
    if (hasRefresh(model) !== true) return hasRefresh(model);
    const some = refreshesOf(model).some((refresh) => eventsOf(model, refresh).length > 0);
    return some || 'no operation of the document ends refresh credentials';
  },
  run: async (lab) => {
    for (const refresh of refreshesOf(lab.model)) {
      for (const event of eventsOf(lab.model, refresh)) {
        await attempt(lab, event, () => watch(lab, refresh, event));
      }
    }
  },
};

async function watch(lab: Lab, refresh: Refresh, event: EndEvent): Promise<void> {
  const user = signers(lab).at(-1);
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  const sibling = await freshPair(lab, refresh, user);
  const { access, proof } = await freshPair(lab, refresh, user);
  const present = (one: typeof proof) => ({ secret: one.secret, alias: one.alias, form: 'documented' });
  const control = await refreshWith(lab, refresh, present(sibling.proof), {
    step: 'before-event',
    role: 'control',
    case: event,
  });
  keepRefreshed(lab, refresh, control, sibling.proof);
  const sent = await endBy(lab, event, user, access);
  if (!sent.ok) throw new Lacking(`${sent.exchange.operation} was refused with ${sent.status}`);
  await settleEnd(lab, proof);
  const after = await refreshWith(lab, refresh, present(proof), {
    step: 'after-event',
    role: 'probe',
    case: event,
    control: control.seq,
    detail: { event },
  });
  keepRefreshed(lab, refresh, after, proof);
}
