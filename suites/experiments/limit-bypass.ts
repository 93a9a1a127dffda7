import type { HeaderPair } from '../../spec/history.ts';
import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import type { Lab, Step } from '../lab/lab.ts';
import { countingTiers, hasTiers, smallestTier, tierLabel } from '../predict/tiers.ts';
import { type LimitSubject, Spender, subjectOf } from './limit-subject.ts';

/** A limited caller tries to look like another. */
export const limitBypass: Experiment = {
  id: 'limit-bypass',
  purpose: 'Is a limit kept when the caller changes what anybody can change?',
  steps: [
    'control `spend`: until nothing is left; control `plain`: refused',
    'probe `disguised`: forwarding fields, another User-Agent, a query to break caches, other spellings of field name and path, HEAD, a new connection',
    'control `plain-after`: still refused',
  ],
  destructive: ['limits'],
  applies: hasTiers,
  run: async (lab) => {
    const tier = smallestTier(lab.model);
    for (const one of new Set([tier, ...countingTiers(lab.model).filter(({ limit }) => limit <= 15)])) {
      if (one !== undefined) await attempt(lab, tierLabel(one), () => disguise(lab, one));
    }
  },
};

async function disguise(lab: Lab, tier: Tier): Promise<void> {
  const subject = await subjectOf(lab, tier);
  const spender = new Spender(lab, subject);
  await spender.spend(tier.limit);
  await lab.send({
    step: 'plain',
    role: 'control',
    case: tierLabel(tier),
    request: subject.request,
    present: subject.present,
    unpaced: true,
  });
  for (const [name, change] of disguises(subject)) {
    await lab.send({
      step: 'disguised',
      role: 'probe',
      case: `${tierLabel(tier)}: ${name}`,
      request: subject.request,
      present: subject.present,
      unpaced: true,
      ...change,
    });
  }
  await lab.send({
    step: 'plain-after',
    role: 'control',
    case: tierLabel(tier),
    request: subject.request,
    present: subject.present,
    unpaced: true,
  });
}

function disguises({
  request,
  present,
}: LimitSubject): readonly (readonly [name: string, change: Partial<Step>])[] {
  const addresses: readonly HeaderPair[] = [
    ['X-Forwarded-For', '198.51.100.7'],
    ['X-Real-IP', '198.51.100.8'],
    ['Forwarded', 'for=198.51.100.9'],
    ['True-Client-IP', '198.51.100.10'],
    ['CF-Connecting-IP', '198.51.100.11'],
    ['X-Client-IP', '198.51.100.12'],
    ['X-Originating-IP', '198.51.100.13'],
    ['User-Agent', 'another-agent/1.0'],
  ];
  const byField = addresses.map(([name, value]): readonly [string, Partial<Step>] => [
    name,
    { headers: [[name, value]] },
  ]);
  const respelt = present.map((one) => ({
    ...one,
    headers: one.headers.map(([name, value]): HeaderPair => [swapCase(name), value]),
  }));
  const spaced = present.map((one) => ({
    ...one,
    headers: one.headers.map(([name, value]): HeaderPair => [name, ` ${value}  `]),
  }));
  return [
    ...byField,
    ['a query to break caches', { query: [['_', '1714642200']] }],
    ['field name in other case', { present: respelt, raw: true }],
    ['spaces around the value', { present: spaced, raw: true }],
    ['a new connection', { raw: true }],
    ['HEAD', request.method === 'GET' ? { method: 'HEAD' } : { raw: true }],
    ['a slash behind the path', { rawPath: `${request.path}/` }],
    ['a double slash', { rawPath: `/${request.path}` }],
    ['path in upper case', { rawPath: request.path.toUpperCase() }],
  ];
}

function swapCase(name: string): string {
  return name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
}
