import { resolve } from 'node:path';
import { type RunningMock, startMock } from '../mock/index.ts';
import { loadFile } from '../spec/load.ts';
import { type PlannedOutcome, weightOf } from '../suites/plan.ts';
import { rules } from '../suites/rules/index.ts';
import { defaultTarget } from '../suites/target.ts';
import { type Progress, type Scheduled, schedule } from './schedule.ts';
import { tool } from './tool.ts';

/** Runs the whole suite on a mock of each document, in the order given. */
export async function runOnMocks(
  files: readonly string[],
  onProgress: (progress: Progress) => void,
): Promise<readonly PlannedOutcome[]> {
  const mocks: RunningMock[] = [];
  try {
    const scheduled: Scheduled[] = [];
    for (const file of files) {
      const model = loadFile(file);
      const mock = await startMock(model, { port: 0, controlPort: 0 });
      mocks.push(mock);
      const { url, consoleUrl, control } = mock;
      scheduled.push({
        plan: {
          specFile: resolve(file),
          target: defaultTarget({ baseUrl: url, consoleUrl, control }),
          embedded: true,
          strict: false,
          only: [],
          skip: [],
          tool,
        },
        weight: weightOf(rules, model),
      });
    }
    return await schedule(scheduled, onProgress);
  } finally {
    for (const mock of mocks) await mock.close();
  }
}
