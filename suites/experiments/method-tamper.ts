import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { type DeniedPair, deniedPair, readPair, restricted } from '../lab/denied-pair.ts';
import type { Lab } from '../lab/lab.ts';
import { markerOf } from '../lab/marker.ts';
import { recordOperation } from '../lab/record-target.ts';
import { sweptSchemes } from '../predict/matrix-cells.ts';

const overrides: readonly (readonly [
  name: string,
  deviation: (method: string) => {
    readonly headers?: readonly HeaderPair[];
    readonly query?: readonly HeaderPair[];
  },
])[] = [
  ['X-HTTP-Method-Override', (method) => ({ headers: [['X-HTTP-Method-Override', method]] })],
  [
    'X-Method-Override and X-HTTP-Method',
    (method) => ({
      headers: [
        ['X-Method-Override', method],
        ['X-HTTP-Method', method],
      ],
    }),
  ],
  ['_method', (method) => ({ query: [['_method', method]] })],
];

/** The method says one thing, an override another: where the guard and the router differ, a denied call gets through. */
export const methodTamper: Experiment = {
  id: 'method-tamper',
  purpose: 'Is the decision about the method that is executed?',
  steps: [
    'control `control-write`: a write by a credential that may',
    'probe `override-to-write`: GET with an override to the write, and its body, by one that may only read',
    'probe `override-to-read`: the write with an override to GET, by the same',
    'read-back `tamper-state`: was anything written?',
  ],
  destructive: false,
  applies: (model) =>
    sweptSchemes(model).some((scheme) => restricted(model, scheme, 'write').length > 0) ||
    'no writing operation is open to some names and closed to others',
  run: async (lab) => {
    for (const scheme of sweptSchemes(lab.model)) {
      const pair = await deniedPair(lab, scheme, 'write');
      if (pair !== undefined)
        for (const [name, deviation] of overrides) await tamper(lab, pair, name, deviation);
    }
  },
};

async function tamper(
  lab: Lab,
  pair: DeniedPair,
  name: string,
  deviation: (typeof overrides)[number][1],
): Promise<void> {
  const { operation } = pair;
  const list = recordOperation(lab, operation.object, 'list');
  for (const [step, method, override] of [
    ['override-to-write', 'GET', operation.method],
    ['override-to-read', operation.method, 'GET'],
  ] as const) {
    const marker = markerOf(lab);
    const request = pair.request(marker);
    const probe = await lab.send({
      step,
      role: 'probe',
      case: `${name}: ${method} as ${override} on ${operation.path} (${pair.denied.scheme})`,
      control: pair.control.seq,
      method,
      present: pair.denied.present,
      request: list === undefined ? request : { ...request, path: lab.build(list).path },
      detail: { ...pair.detail, marker },
      ...deviation(override),
    });
    await readPair(lab, pair, 'tamper-state', probe);
  }
}
