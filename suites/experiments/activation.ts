import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import { obtain } from '../lab/obtain.ts';
import { someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const polls = 10;
const steadyUses = 20;

/** Polls a new credential until it works, then goes on using it. */
export const activation: Experiment = {
  id: 'activation',
  purpose: 'Does a new credential begin to work within the bound, and never stop again?',
  steps: [
    'probe `poll`: from issue on, in tenths of the bound, until it works or the bound is over',
    'probe `steady`: twenty uses from then on',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ starts }) => starts.withinSeconds > 0),
      'every credential works at once',
    ),
  run: async (lab) => {
    for (const kind of workingKinds(lab.model).filter(({ starts }) => starts.withinSeconds > 0)) {
      await attempt(lab, kind.name, async () => {
        const held = await obtain(lab, kind.name, {
          ...rightsToTry(lab.model, kind.name)[0],
          unsettled: true,
        });
        const start = lab.elapsedSeconds;
        const pause = kind.starts.withinSeconds / polls;
        for (let poll = 0; poll <= polls; poll += 1) {
          const elapsedSeconds = lab.elapsedSeconds - start;
          const sent = await use(lab, held, {
            step: 'poll',
            case: `${kind.name} after ${elapsedSeconds} s`,
            detail: { elapsedSeconds },
          });
          if (sent.ok) {
            lab.figure(`activation of ${kind.name}`, elapsedSeconds, 's until the first success');
            break;
          }
          await lab.wait(pause);
        }
        for (let turn = 1; turn <= steadyUses; turn += 1) {
          await use(lab, held, { step: 'steady', case: `${kind.name} use ${turn}` });
          await lab.wait(1);
        }
      });
    }
  },
};
