import type { Reply } from '../../stages/render.ts';
import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const answersAreKeptByUrl: Mutant = {
  id: 'answers-are-kept-by-url',
  lie: 'Answers to a GET are kept by URL, whoever asks.',
  fails: [
    'cache-cross-user',
    'authz-list-filtered',
    'authz-manager-reach',
    'authz-reach-works',
    'one-user-per-token',
    'authz-tenant-isolation',
    'tenant-switch-all-tokens-follow',
    'tenant-switch-nothing-carried-over',
    'tenant-switch-works',
  ],
  appliesTo: (model) => model.fixtures.tenants.length > 1,
  options: () => {
    const kept = new WeakMap<World, Map<string, Reply>>();
    return replyingTo([200], (reply, call) => {
      if (call.request.method !== 'GET') return reply;
      const answers = kept.get(call.world) ?? new Map<string, Reply>();
      kept.set(call.world, answers);
      const url = `${call.request.path}?${call.request.query()}`;
      const known = answers.get(url) ?? reply;
      answers.set(url, known);
      return { ...reply, payload: known.payload };
    });
  },
};
