import { existsSync } from 'node:fs';
import type { AuthModel } from '../spec/model.ts';
import { type Journal, openJournal } from './lab/journal.ts';
import type { Plan } from './plan.ts';
import type { RunParts } from './suite-run.ts';

/** What a plan says of stopping and of keeping book, as the run wants it. */
export function runPartsOf(
  { stopFile, journalFile, target, tool }: Pick<Plan, 'stopFile' | 'journalFile' | 'target' | 'tool'>,
  { source, name }: AuthModel,
): RunParts {
  const isShared = target.control === undefined;
  return {
    ...(stopFile === undefined ? {} : { stopped: () => existsSync(stopFile) }),
    ...(journalFile === undefined || !isShared
      ? {}
      : {
          journal: lazily(() => {
            const journal = openJournal(journalFile);
            journal.write({
              authproof: 'journal',
              version: 1,
              tool: tool.version,
              spec: source,
              name,
              target: target.baseUrl,
              startedAt: new Date().toISOString(),
            });
            return journal;
          }),
        }),
  };
}

/** A run that makes nothing leaves no file. */
function lazily(open: () => Journal): Journal {
  let journal: Journal | undefined;
  return {
    write: (line) => {
      journal ??= open();
      journal.write(line);
    },
    close: () => journal?.close(),
  };
}
