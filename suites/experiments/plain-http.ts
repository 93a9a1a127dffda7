import type { AuthModel } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab } from '../lab/lab.ts';
import { overScheme, type Presentation } from '../lab/present.ts';
import { type Anchor, anchorsOfSort } from '../predict/anchors.ts';
import { plainPlaceOf } from '../target.ts';

/** The API over plain HTTP, beside its TLS. Nothing real is sent: whoever listens on the way would have it. */
export const plainHttp: Experiment = {
  id: 'plain-http',
  purpose: 'Does the API answer over plain HTTP, where everybody on the way can read credentials?',
  steps: [
    'only for https targets, and neither on this machine nor on a port of their own: port 80 is somebody else there',
    'control `secure`: one GET per bearer or Basic scheme over TLS with a good credential; `secure-none` without one, `secure-made-up` with one that nobody made',
    'probe `plain-none`: the same path over plain HTTP (port 80) without a credential',
    'probe `plain-made-up`: if something answers there, with a credential that nobody made',
  ],
  destructive: false,
  applies: (model) =>
    plainAnchors(model).length > 0 ||
    'no GET operation outside of a console takes a bearer token or Basic credentials',
  run: async (lab) => {
    const { baseUrl } = lab.ground;
    if (!baseUrl.startsWith('https:') || (lab.config.plainUrl ?? plainPlaceOf(baseUrl)) === undefined) return;
    await atEachAnchor(lab, plainAnchors(lab.model), (stand) => askPlainly(lab, stand));
  },
};

/** Consoles are HTTP by our design, so how they are served says nothing of the vendor. */
function plainAnchors(model: AuthModel): readonly Anchor[] {
  return anchorsOfSort(model, 'bearer', 'basic').filter(({ operation }) => !operation.console);
}

async function askPlainly(lab: Lab, stand: Stand): Promise<void> {
  const { scheme } = stand.anchor;
  const base = { request: stand.request, detail: { scheme: scheme.name }, unpaced: true };
  const ways = [
    ['none', 'without a credential', []],
    ['made-up', 'with a made-up credential', [madeUp(stand)]],
  ] as const;
  const good = [...stand.others, stand.good];
  const secure = await lab.send({
    ...base,
    step: 'secure',
    role: 'control',
    case: scheme.name,
    present: good,
  });
  for (const [way, label, present] of ways) {
    const name = `${scheme.name}: ${label}`;
    const alike = await lab.send({ ...base, step: `secure-${way}`, role: 'control', case: name, present });
    const plain = await lab.send({
      ...base,
      step: `plain-${way}`,
      role: 'probe',
      case: name,
      present,
      plain: true,
      control: secure.seq,
      detail: { scheme: scheme.name, secure: alike.seq },
    });
    // Nobody is there: the second question would only wait as long again.
    if (plain.status === 0) return;
  }
}

/** Has nothing in common with any secret: it goes over the wire in clear. */
function madeUp({ anchor: { scheme } }: Stand): Presentation {
  const text = scheme.template.includes('{user.') ? 'nobody@authproof.example:made-up' : 'authproof-made-up';
  return overScheme(scheme, text, { scheme: scheme.name, form: 'made-up' });
}
