import type { AuthModel, Operation, SecurityScheme } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { canSignIn, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { ownProfileOf } from '../predict/people.ts';

const claims = ['X-User', 'X-User-Id', 'X-Forwarded-User', 'X-Remote-User', 'X-Impersonate-User'];

/** Two people ask who they are. */
export const ownIdentity: Experiment = {
  id: 'own-identity',
  purpose: 'Does every credential act as the one person whose it is?',
  steps: [
    'probe `who`: the own profile by two people, alternating, by each kind of credential that opens it',
    'probe `who-claiming`: the same, with header fields and a query that name the other',
  ],
  destructive: false,
  applies: (model) => ownProfileOf(model) !== undefined || 'no operation shows who one is',
  run: async (lab) => {
    const profile = ownProfileOf(lab.model);
    if (profile === undefined) throw new Lacking('no operation shows who one is');
    const [first, ...others] = schemesOf(lab.model, profile);
    if (first === undefined) throw new Lacking('no two people can sign in');
    await askBy(lab, profile, first);
    for (const scheme of others) await attempt(lab, scheme.name, () => askBy(lab, profile, scheme));
  },
};

/** Schemes that alone open the profile: the first, and all others that can be got and are good for any number of calls. */
function schemesOf(model: AuthModel, profile: Operation): readonly SecurityScheme[] {
  const schemes = profile.security
    .filter((requirement) => requirement.size === 1)
    .flatMap((requirement) => [...requirement.keys()])
    .flatMap((name) => model.schemes.get(name) ?? []);
  return schemes.filter(({ credential }, index) => {
    const kind = model.credentials.get(credential);
    return index === 0 || (kind?.uses === 'any' && kind.displayedBy.length > 0);
  });
}

async function askBy(lab: Lab, profile: Operation, scheme: SecurityScheme): Promise<void> {
  const [first, second] = [...lab.users.values()].filter(canSignIn);
  if (first === undefined || second === undefined) throw new Lacking('no two people can sign in');
  const tokens = [];
  for (const user of [first, second]) {
    const held = await obtain(lab, scheme.credential, { user: user.id });
    tokens.push({ user, present: [asDocumented(lab.model, held, scheme.name)] });
  }
  const request = lab.build(profile);
  let control: number | undefined;
  for (const { user, present } of [...tokens, ...tokens]) {
    const sent = await lab.send({
      step: 'who',
      role: 'control',
      case: user.id,
      request,
      present,
      detail: { user: user.id },
    });
    control = sent.seq;
  }
  for (const { user, present } of tokens) {
    const other = user === first ? second : first;
    await lab.send({
      step: 'who-claiming',
      role: 'probe',
      case: `${user.id} as ${other.id}: header fields`,
      control,
      request,
      present,
      detail: { user: user.id },
      headers: claims.map((name) => [name, other.id] as const),
    });
    await lab.send({
      step: 'who-claiming',
      role: 'probe',
      case: `${user.id} as ${other.id}: query`,
      control,
      request,
      present,
      detail: { user: user.id },
      query: [
        ['user_id', other.id],
        ['id', other.id],
        ['user', other.id],
      ],
    });
  }
}
