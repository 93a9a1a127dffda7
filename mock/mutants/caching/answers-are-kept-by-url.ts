import type { Reply } from '../../stages/render.ts';
import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const answersAreKeptByUrl: Mutant = {
  id: 'answers-are-kept-by-url',
  lie: 'Answers to a GET are kept by URL, whoever asks.',
  fails: ['cache-cross-user'],
  appliesTo: (model) => model.fixtures.tenants.length > 1,
  options: () => {
    const kept = new WeakMap<World, Map<string, Reply>>();
    return replyingTo([200], (reply, call) => {
      if (call.request.method !== 'GET') return reply;
      const answers = kept.get(call.world) ?? new Map<string, Reply>();
      kept.set(call.world, answers);
      const known = answers.get(call.request.path) ?? reply;
      answers.set(call.request.path, known);
      return { ...reply, payload: known.payload };
    });
  },
};
