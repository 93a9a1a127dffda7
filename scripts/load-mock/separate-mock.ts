import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { TargetError } from '../../spec/errors.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { ServerMemory } from '../../suites/load/index.ts';
import { codeEnding, codeRoot } from '../tool.ts';
import type { FromMock, ToMock } from './protocol.ts';

/** A mock in a process of its own. */
export interface SeparateMock {
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
  /** What its process takes, tidied up before. */
  memory(): Promise<ServerMemory>;
  close(): Promise<void>;
}

/** @throws TargetError if it does not start */
export async function startSeparateMock(model: AuthModel): Promise<SeparateMock> {
  const child = fork(join(codeRoot, `scripts/load-mock/child.${codeEnding}`), [], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  const ask = asker(child);
  const answer = await ask({ type: 'start', specFile: resolve(model.source) });
  if (answer.type !== 'ready') {
    await close();
    throw new TargetError(answer.type === 'failed' ? answer.message : 'the embedded mock did not start');
  }
  const { url, consoleUrl, control } = answer;
  return {
    url,
    consoleUrl,
    control,
    close,
    memory: async () => {
      const told = await ask({ type: 'memory' });
      if (told.type !== 'memory') throw new TargetError('the embedded mock did not tell its memory');
      return { heapUsed: told.heapUsed, rss: told.rss };
    },
  };
}

/** One question after the other. */
function asker(child: ChildProcess): (question: ToMock) => Promise<FromMock> {
  return (question) =>
    new Promise((resolve, reject) => {
      const settle = (answer: FromMock) => {
        child.off('exit', gone);
        resolve(answer);
      };
      const gone = () => {
        child.off('message', settle);
        reject(new TargetError('the process of the embedded mock has ended'));
      };
      child.once('message', settle);
      child.once('exit', gone);
      child.send(question);
    });
}
