import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab } from '../lab/lab.ts';
import { anchorsOf, isProtected } from '../predict/anchors.ts';

/** Other spellings of a protected path, which a router may know and a guard may not. */
export const pathVariants: Experiment = {
  id: 'path-variants',
  purpose: 'Does another spelling of the path get past the guard?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probes `without-credential`: the path with //, /./, /x/../, a trailing slash, other letter case, percent-encodings, ;a=b, .json',
    'probes `behind-public`: the path reached through a public one and ..',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => tryPaths(lab, stand)),
};

async function tryPaths(lab: Lab, stand: Stand): Promise<void> {
  const name = stand.anchor.scheme.name;
  const { path } = stand.request;
  const control = await lab.send({
    step: 'control',
    role: 'control',
    case: name,
    request: stand.request,
    present: [...stand.others, stand.good],
  });
  const probe = {
    role: 'probe',
    request: stand.request,
    present: [],
    raw: true,
    control: control.seq,
  } as const;
  for (const [form, rawPath] of variants(path)) {
    await lab.send({ ...probe, step: 'without-credential', case: `${name}: ${form}`, rawPath });
  }
  const open = publicPath(lab.model.operations, stand.anchor.operation);
  if (open === undefined) return;
  const up = '/..'.repeat(open.split('/').length - 1);
  await lab.send({
    ...probe,
    step: 'behind-public',
    case: `${name}: ${open}${up}`,
    rawPath: `${open}${up}${path}`,
  });
}

function variants(path: string): readonly (readonly [string, string])[] {
  const slash = path.lastIndexOf('/');
  const [head, last] = [path.slice(0, slash), path.slice(slash + 1)];
  const code = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;
  return [
    ['double slash', `/${path}`],
    ['double slash inside', `${head}//${last}`],
    ['dot segment', `${head}/./${last}`],
    ['dot dot segment', `${head}/x/../${last}`],
    ['encoded dot segment', `${head}/%2e/${last}`],
    ['trailing slash', `${path}/`],
    ['trailing dot', `${path}.`],
    ['trailing space', `${path}%20`],
    ['trailing NUL', `${path}%00`],
    ['upper case', path.toUpperCase()],
    ['encoded letter', `${head}/${code(last.charAt(0))}${last.slice(1)}`],
    // The first slash ends the host, so that it has to stay what it is.
    ['encoded slash', `${head === '' ? '/' : head}%2f${last}`],
    ['path parameter', `${path};a=b`],
    ['extension', `${path}.json`],
    ['empty query', `${path}?`],
  ];
}

function publicPath(operations: readonly Operation[], beside: Operation): string | undefined {
  return operations.find(
    (operation) =>
      !isProtected(operation) && operation.console === beside.console && !operation.path.includes('{'),
  )?.path;
}
