import type { Mutant } from '../mutant.ts';

export const gatewayRefusesOuterBlanks: Mutant = {
  id: 'gateway-refuses-outer-blanks',
  lie: 'A gateway refuses field values with blanks around them.',
  fails: ['http-ows-trimmed'],
  appliesTo: () => true,
  options: () => ({
    gateway: (head) =>
      /^(?:authorization|x-[\w-]+):(?: {2,}|[^\r\n]*[ \t]\r$)/im.test(head) ? 400 : undefined,
  }),
};
