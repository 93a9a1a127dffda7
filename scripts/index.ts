/** What the package offers to programs. */
export {
  createMock,
  loadStore,
  type MockApp,
  type MockOptions,
  type RunningMock,
  startMock,
} from '../mock/index.ts';
export { resolveSpec, shippedSpecs } from '../spec/catalogue.ts';
export { SpecError, TargetError, UsageError } from '../spec/errors.ts';
export { historyFromHar, toHar } from '../spec/har.ts';
export { loadFile, loadText } from '../spec/load.ts';
export type { AuthModel } from '../spec/model.ts';
export type { RunResult } from '../spec/run.ts';
export type { TargetHooks } from '../suites/hooks.ts';
