import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Asked, Told } from './served-mock.ts';

// The instrumented code looks at this object; it must stand before the first import, which runs code of modules.
const switches: {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  mutantCoverage?: Extract<Told, { coverage: unknown }>['coverage'];
} = { activeMutant: workerData.mutation, currentTestId: undefined };
Object.assign(globalThis, { __stryker__: switches });

const load = (path: string) => import(pathToFileURL(join(workerData.folder, path)).href);
let running: { close(): Promise<void> } | undefined;

async function answer(asked: Asked): Promise<Told> {
  switch (asked.ask) {
    case 'start': {
      const { startMock }: typeof import('../../../mock/index.ts') = await load('mock/index.ts');
      const { loadFile }: typeof import('../../../spec/load.ts') = await load('spec/load.ts');
      const model = loadFile(asked.document);
      switches.currentTestId = asked.test;
      await running?.close();
      const mock = await startMock(model, { port: 0, controlPort: 0 });
      running = mock;
      return { url: mock.url, consoleUrl: mock.consoleUrl, control: mock.control };
    }
    case 'cover':
      switches.currentTestId = asked.test;
      return { covering: asked.test };
    case 'coverage':
      return { coverage: switches.mutantCoverage ?? { static: {}, perTest: {} } };
  }
}

parentPort?.on('message', (asked: Asked) => {
  answer(asked).then(
    (told) => parentPort?.postMessage(told),
    (error: unknown) => parentPort?.postMessage({ broke: String(error) }),
  );
});
