import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab, Step } from '../lab/lab.ts';
import { carrierValue, overScheme, type Presentation } from '../lab/present.ts';
import { anchorsOfSort } from '../predict/anchors.ts';

/** A token in two places of one request: only the field counts, or the request is wrong. */
export const tokenTwice: Experiment = {
  id: 'token-twice',
  purpose: 'Does a token in the query or in a form make good for a bad one in Authorization?',
  steps: [
    'control: one GET per bearer scheme with a good token in Authorization',
    'probes `second-alone`: a good token in ?access_token=, or in a form, and nothing in Authorization',
    'probes `bad-first`: the same, and a token that nobody made in Authorization',
    'probes `both-good`: the good token in both places',
  ],
  destructive: false,
  applies: (model) => anchorsOfSort(model, 'bearer').length > 0 || 'no GET operation takes a bearer token',
  run: (lab) => atEachAnchor(lab, anchorsOfSort(lab.model, 'bearer'), (stand) => presentTwice(lab, stand)),
};

async function presentTwice(lab: Lab, stand: Stand): Promise<void> {
  const { scheme } = stand.anchor;
  const base = { request: stand.request, detail: { scheme: scheme.name } };
  const { others, good } = stand;
  const { seq } = await lab.send({
    ...base,
    step: 'control',
    role: 'control',
    case: scheme.name,
    present: [...others, good],
  });
  const bad = overScheme(scheme, 'authproof-made-up', { scheme: scheme.name, form: 'made-up' });
  for (const [place, second, rawBody] of secondPlaces(stand)) {
    const body = rawBody === undefined ? {} : { rawBody };
    const probe = {
      ...base,
      ...body,
      role: 'probe',
      case: `${scheme.name}: ${place}`,
      control: seq,
    } as const;
    await lab.send({ ...probe, step: 'second-alone', present: [...others, second] });
    await lab.send({ ...probe, step: 'bad-first', present: [...others, bad, second] });
    await lab.send({ ...probe, step: 'both-good', present: [...others, good, second] });
  }
}

function secondPlaces(
  stand: Stand,
): readonly (readonly [place: string, second: Presentation, body: Step['rawBody']])[] {
  const token = carrierValue(stand.anchor.scheme, stand.held.secret).replace(/^\S+ +/, '');
  const at = (place: string, query: Presentation['query']): Presentation => ({
    presented: { scheme: place, credential: stand.held.alias, form: place },
    headers: [],
    query,
    sensitive: [token],
  });
  const form = {
    text: new URLSearchParams({ access_token: token }).toString(),
    mediaType: 'application/x-www-form-urlencoded',
  };
  return [
    ['query', at('query access_token', [['access_token', token]]), undefined],
    ['form', at('form body', []), form],
  ];
}
