import type { Experiment } from '../experiment.ts';
import { canSignIn, Lacking } from '../lab/held.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { ownProfileOf } from '../predict/people.ts';

const claims = ['X-User', 'X-User-Id', 'X-Forwarded-User', 'X-Remote-User', 'X-Impersonate-User'];

/** Two people ask who they are. */
export const ownIdentity: Experiment = {
  id: 'own-identity',
  purpose: 'Does every credential act as the one person whose it is?',
  steps: [
    'probe `who`: the own profile by two people, alternating',
    'probe `who-claiming`: the same, with header fields and a query that name the other',
  ],
  destructive: false,
  applies: (model) => ownProfileOf(model) !== undefined || 'no operation shows who one is',
  run: async (lab) => {
    const profile = ownProfileOf(lab.model);
    const scheme = profile?.security
      .find((requirement) => requirement.size === 1)
      ?.keys()
      .next().value;
    const kind = scheme === undefined ? undefined : lab.model.schemes.get(scheme)?.credential;
    const [first, second] = [...lab.users.values()].filter(canSignIn);
    if (
      profile === undefined ||
      scheme === undefined ||
      kind === undefined ||
      first === undefined ||
      second === undefined
    )
      throw new Lacking('no two people can sign in');
    const tokens = [];
    for (const user of [first, second])
      tokens.push({
        user,
        present: [asDocumented(lab.model, await obtain(lab, kind, { user: user.id }), scheme)],
      });
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
  },
};
