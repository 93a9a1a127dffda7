import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { type DeniedPair, deniedPair, hasRestricted, readPair } from '../lab/denied-pair.ts';
import type { Lab, Step } from '../lab/lab.ts';
import { markerOf } from '../lab/marker.ts';
import { sweptSchemes } from '../predict/matrix-cells.ts';

/** Other spellings of one path that servers are known to read as the same. */
export function pathVariants(path: string): readonly (readonly [name: string, path: string])[] {
  const last = path.split('/').at(-1) ?? '';
  const head = path.slice(0, path.length - last.length);
  return [
    ['trailing slash', `${path}/`],
    ['double slash', `/${path}`],
    ['double slash inside', `${head}/${last}`],
    ['upper case', path.toUpperCase()],
    ['dot segment', `${head}./${last}`],
    ['encoded dot segment', `${head}%2e/${last}`],
    ['parent segment', `${head}probe/../${last}`],
    ['path parameter', `${path};x=1`],
    ['suffix', `${path}.json`],
    ['encoded letter', `${head}%${(last.codePointAt(0) ?? 0).toString(16)}${last.slice(1)}`],
    ['encoded slash', `${head}${last}%2f`],
    ['trailing space', `${path}%20`],
  ];
}

const encodings: readonly (readonly [name: string, headers: readonly HeaderPair[]])[] = [
  ['Accept: application/xml', [['Accept', 'application/xml']]],
  ['Accept: text/html', [['Accept', 'text/html']]],
  ['Accept: */*', [['Accept', '*/*']]],
  ['Accept with a version', [['Accept', 'application/vnd.api.v1+json']]],
  ['X-Requested-With', [['X-Requested-With', 'XMLHttpRequest']]],
  ['If-None-Match: *', [['If-None-Match', '*']]],
  ['Range', [['Range', 'bytes=0-10']]],
];

const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json'];

/** A denied call in other clothes. */
export const decisionVariants: Experiment = {
  id: 'decision-variants',
  purpose: 'Does a refusal hold however the request is spelt or encoded?',
  steps: [
    'control `control-read`, `control-write`: the plain call by a credential that may make it',
    'probe `path-variant`: the list by one that may not, over a raw socket, with its path spelt in other ways; `rewrite-header`: with the path in a header field',
    'probe `encoding`: with other Accept fields and the like; `media-type`: the write under other media types; read-back `variant-state`',
  ],
  destructive: false,
  applies: hasRestricted,
  run: async (lab) => {
    for (const scheme of sweptSchemes(lab.model)) {
      const read = await deniedPair(lab, scheme, 'read');
      if (read !== undefined) await readVariants(lab, read);
      const write = await deniedPair(lab, scheme, 'write');
      if (write !== undefined) await writeVariants(lab, write);
    }
  },
};

async function readVariants(lab: Lab, pair: DeniedPair): Promise<void> {
  const request = pair.request();
  const send = (step: string, name: string, deviation: Partial<Step>) =>
    lab.send({
      step,
      role: 'probe',
      case: `${name}: ${pair.operation.key} (${pair.denied.scheme})`,
      control: pair.control.seq,
      request,
      present: pair.denied.present,
      detail: pair.detail,
      ...deviation,
    });
  for (const [name, path] of pathVariants(request.path))
    await send('path-variant', name, { rawPath: path, raw: true });
  for (const [name, headers] of encodings) await send('encoding', name, { headers });
  for (const field of ['X-Original-URL', 'X-Rewrite-URL']) {
    await send('rewrite-header', `${field} on /`, { rawPath: '/', headers: [[field, request.path]] });
    await send('rewrite-header', `${field}: /`, { headers: [[field, '/']] });
  }
}

async function writeVariants(lab: Lab, pair: DeniedPair): Promise<void> {
  for (const mediaType of mediaTypes) {
    const marker = markerOf(lab);
    const request = pair.request(marker);
    const probe = await lab.send({
      step: 'media-type',
      role: 'probe',
      case: `${mediaType}: ${pair.operation.key} (${pair.denied.scheme})`,
      control: pair.control.seq,
      present: pair.denied.present,
      detail: { ...pair.detail, marker },
      request,
      rawBody: { text: JSON.stringify(request.body), mediaType },
    });
    await readPair(lab, pair, 'variant-state', probe);
  }
}
