import type { Experiment } from '../experiment.ts';
import { standAt } from '../lab/anchor.ts';
import { Lacking } from '../lab/held.ts';
import { obtain } from '../lab/obtain.ts';
import { changePassword } from '../lab/people.ts';
import { asDocumented } from '../lab/present.ts';
import { pairAnchor } from '../predict/anchors.ts';

/** Passwords that a careless Basic parser cuts or decodes wrongly. */
export const basicPasswords: Experiment = {
  id: 'basic-passwords',
  purpose: 'Are Basic user names and passwords taken apart at the first colon, and read as UTF-8?',
  steps: [
    'set-up: a user gets a password with colons in it, then one beyond ASCII',
    'probes `with-colon`, `beyond-ascii`: one GET with each',
    'probe `cut-at-colon`: the password up to its first colon',
  ],
  destructive: ['sign-in'],
  applies: (model) =>
    pairAnchor(model) !== undefined || 'no GET takes a password by Basic, or no operation changes one',
  run: async (lab) => {
    const anchor = pairAnchor(lab.model);
    if (anchor === undefined) throw new Lacking('no GET takes a password by Basic');
    const stand = await standAt(lab, anchor);
    const user = lab.users.get(stand.user ?? '');
    if (user === undefined) throw new Lacking('the password belongs to no user');
    const serial = lab.unique('pw');
    for (const [step, password] of [
      ['with-colon', `${serial}:Two:3`],
      ['beyond-ascii', `${serial}-Pässwört-1`],
    ] as const) {
      const changed = await changePassword(lab, user, password);
      if (!changed.ok) {
        lab.lacking(step, `the password could not be set: ${changed.status}`);
        continue;
      }
      const held = await obtain(lab, anchor.kind.name, { user: user.id, tenant: user.tenant });
      const sent = await lab.send({
        step,
        role: 'probe',
        case: step,
        request: stand.request,
        present: [asDocumented(lab.model, held, anchor.scheme.name)],
        control: changed.seq,
      });
      if (step !== 'with-colon') continue;
      const cut = { ...held, secret: held.secret.slice(0, held.secret.indexOf(serial) + serial.length) };
      const presentation = asDocumented(lab.model, cut, anchor.scheme.name);
      await lab.send({
        step: 'cut-at-colon',
        role: 'probe',
        case: 'cut-at-colon',
        request: stand.request,
        present: [{ ...presentation, presented: { scheme: anchor.scheme.name, form: 'cut' } }],
        control: sent.seq,
      });
    }
  },
};
