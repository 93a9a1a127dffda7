export { createMock, type MockApp, type MockHandles, type MockOptions } from './app.ts';
export type { Call, Outcome, Refused, Stage, Subject, Verified } from './call.ts';
export { refuse } from './call.ts';
export type { TlsIdentity } from './listen.ts';
export { defaultParts, type Parts } from './parts.ts';
export { decisionOrder, defaultStages, type StageName, type Stages } from './pipeline.ts';
export { type RunningMock, type StartOptions, startMock } from './server.ts';
export type { Reply } from './stages/render.ts';
export { loadStore } from './stores/open-spaces.ts';
