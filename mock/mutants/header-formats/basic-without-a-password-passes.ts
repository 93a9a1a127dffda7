import type { Mutant } from '../mutant.ts';
import { mistaking, takes } from '../wrap.ts';

export const basicWithoutAPasswordPasses: Mutant = {
  id: 'basic-without-a-password-passes',
  lie: 'Basic credentials with an empty password pass for the user.',
  fails: ['basic-colonless'],
  appliesTo: (model) =>
    takes(model, 'basic') &&
    [...model.schemes.values()].some(({ template }) => template.includes(':{user.password}')),
  options: () =>
    mistaking('Authorization', (presented, good) => {
      const text = (value: string) => Buffer.from(value.slice(6), 'base64').toString('utf8');
      return text(presented).endsWith(':')
        ? good.find((one) => text(one).startsWith(text(presented)))
        : undefined;
    }),
};
