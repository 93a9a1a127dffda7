import { expect, test } from 'vitest';
import { denial } from './findings.ts';
import { exchange, history, tinyModel } from './history.test-data.ts';
import { View } from './view.ts';

const reason = 'POST with a credential may change something';

test.each([
  [201, {}, 'violated', 'accepted with 201'],
  [401, {}, 'untestable', 'the experiment sent no positive control'],
  [401, { uncontrolled: reason }, 'untestable', reason],
] as const)(
  'a probe without its control that is answered %i, %j: %s',
  (status, detail, verdict, observed) => {
    const probe = { ...exchange(1, { status }), detail };
    const view = new View(tinyModel(), history(probe));
    expect(denial(view, probe, { statuses: [401] })).toMatchObject({ verdict, observed });
  },
);
