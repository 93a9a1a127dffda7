import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { anchorsOf, hasTwoParts } from '../predict/anchors.ts';
import { sameShape } from './altered-secrets.ts';
import { basicForms } from './basic-forms.ts';
import { type Form, headerForms, otherSecret, secretForms } from './credential-forms.ts';
import { schemeForms } from './scheme-forms.ts';

/** Every credential in every form that is not the documented one, on one cheap read each. */
export const malformedCredentials: Experiment = {
  id: 'malformed-credentials',
  purpose: 'Which forms of a credential are accepted, and does any of them break the server?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probes over a raw socket: scheme and field name in other letter cases, more blanks, repeated and joined fields',
    'probes: other schemes, quotes, nothing, junk words, near misses of the secret, control characters, 8 and 64 KiB',
    'probes for Basic: not encoded, encoded twice, Base64 that only a lenient decoder reads, colons',
    'probes for keys of an id and a secret: the id of one with the secret of another',
    'control: the good credential once more',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: async (lab) => {
    await atEachAnchor(lab, anchorsOf(lab.model), async (stand) => {
      const name = stand.anchor.scheme.name;
      const label = { case: name, request: stand.request, present: [...stand.others, stand.good] };
      const control = await lab.send({ ...label, step: 'control', role: 'control' });
      const pair = await pairForms(lab, stand);
      for (const form of [
        ...secretForms(stand),
        ...headerForms(stand),
        ...schemeForms(lab.model, stand),
        ...basicForms(stand),
        ...pair,
      ]) {
        await lab.send({
          step: form.step,
          role: 'probe',
          case: `${name}: ${form.form}`,
          control: control.seq,
          request: stand.request,
          present: [...stand.others, ...form.present],
          raw: form.raw,
          detail: { scheme: name },
        });
      }
      await lab.send({ ...label, step: 'still-works', role: 'control', control: control.seq });
    });
  },
};

async function pairForms(lab: Lab, stand: Stand): Promise<readonly Form[]> {
  const format = stand.anchor.kind.secret;
  if (!hasTwoParts(stand.anchor.kind)) return [];
  const pattern = new RegExp(String(format.schema['pattern']), 'du');
  const mine = pattern.exec(stand.held.secret);
  const [id, secret] = [mine?.indices?.groups?.['id'], mine?.indices?.groups?.['secret']];
  if (id === undefined || secret === undefined)
    throw new Lacking(`the ${stand.anchor.kind.name} does not fit its pattern`);
  const text = stand.held.secret;
  const replaced = ([from, to]: readonly [number, number], by: string) =>
    text.slice(0, from) + by + text.slice(to);
  const wrongSecret = sameShape(text.slice(...secret) + text.slice(...secret)).slice(
    -(secret[1] - secret[0]),
  );
  const forms = [
    otherSecret(stand, 'pair-parts', 'right id, wrong secret', replaced(secret, wrongSecret)),
    otherSecret(stand, 'pair-parts', 'id only', text.slice(0, secret[0])),
    otherSecret(stand, 'pair-parts', 'secret only', text.slice(...secret)),
  ];
  try {
    const other = pattern.exec(
      (await obtain(lab, stand.anchor.kind.name, { tenant: stand.tenant, user: stand.user })).secret,
    )?.groups;
    if (other?.['id'] === undefined || other['secret'] === undefined) return forms;
    forms.push(
      otherSecret(stand, 'pair-parts', "right id, another key's secret", replaced(secret, other['secret'])),
    );
    forms.push(otherSecret(stand, 'pair-parts', "another key's id, right secret", replaced(id, other['id'])));
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
  }
  return forms;
}
