import type { History } from '../spec/history.ts';
import type { ExperimentResult } from '../spec/run.ts';
import { experiments } from './experiments/index.ts';

/** What a stored history says of the experiments that made it. */
export function experimentsFromHistory(history: History): readonly ExperimentResult[] {
  return experiments.flatMap((experiment): ExperimentResult[] => {
    const events = history.events.filter((event) => event.experiment === experiment.id);
    if (events.length === 0) return [];
    const exchanges = events.filter((event) => event.kind === 'exchange');
    const trouble = events.find(
      (event) =>
        event.kind === 'note' && event.about === '' && (event.note === 'broke' || event.note === 'lacking'),
    );
    const state = trouble?.kind !== 'note' ? 'finished' : trouble.note === 'broke' ? 'broke' : 'lacking';
    const first = exchanges.at(0)?.startedMs ?? 0;
    const last = exchanges.at(-1)?.endedMs ?? first;
    return [
      {
        id: experiment.id,
        purpose: experiment.purpose,
        state,
        message: trouble?.kind === 'note' ? trouble.message : '',
        requests: exchanges.length,
        durationMs: Math.round(last - first),
      },
    ];
  });
}
