import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { list } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const pauseSeconds = 120;

/** Reads the last-used instant of two credentials around uses of one, of the other, and of a broken one. */
export const lastUsed: Experiment = {
  id: 'last-used',
  purpose: 'Does the last-used date follow the uses of its own credential alone?',
  steps: [
    'read-back `list-unused`: two new credentials',
    'control `used`: the first is used; read-back `list-used`',
    'probe `broken-use`: the first with a wrong character; probe `sibling-use`: the second; read-back `list-others`',
    'control `used-again`: the first once more; read-back `list-used-again`',
  ],
  destructive: false,
  applies: (model) => someOrReason(lastUseLists(model), 'no list shows when a credential was last used'),
  run: async (lab) => {
    for (const by of lastUseLists(lab.model)) await attempt(lab, by.key, () => follow(lab, by));
  },
};

/** Lists that show when credentials of a working kind were last used. */
export function lastUseLists(model: AuthModel): readonly Operation[] {
  return workingKinds(model)
    .flatMap(({ name }) => credentialOperations(model, 'list', name))
    .filter(showsLastUse);
}

function showsLastUse(operation: Operation): boolean {
  return (
    operation.verb === 'list' &&
    [...operation.responses.values()].some(({ places }) =>
      places.some(({ attribute }) => attribute === `${operation.object}.lastUsedAt`),
    )
  );
}

async function follow(lab: Lab, by: Operation): Promise<void> {
  const kind = by.object;
  const [choice = {}] = rightsToTry(lab.model, kind);
  const first = await obtain(lab, kind, choice);
  const second = await obtain(lab, kind, { ...choice, tenant: first.tenant, user: first.user });
  const read = (step: string) =>
    list(lab, kind, { by, step, case: by.key, tenant: first.tenant, owner: first.user });
  const label = { case: by.key, detail: { followed: first.alias, sibling: second.alias } };
  await read('list-unused');
  await use(lab, first, { step: 'used', role: 'control', ...label });
  await lab.wait(pauseSeconds);
  await read('list-used');
  const broken: Held = {
    ...first,
    alias: `broken:${first.alias}`,
    secret: `${first.secret.slice(0, -1)}${first.secret.endsWith('0') ? '1' : '0'}`,
  };
  await use(lab, broken, { step: 'broken-use', ...label });
  await use(lab, second, { step: 'sibling-use', ...label });
  await lab.wait(pauseSeconds);
  await read('list-others');
  await use(lab, first, { step: 'used-again', role: 'control', ...label });
  await lab.wait(pauseSeconds);
  await read('list-used-again');
}
