import { flushCompileCache } from 'node:module';
import type { CommandModule } from 'yargs';
import { type RunningMock, type StartOptions, startMock, type TlsIdentity } from '../../mock/index.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import { exitCodes } from '../exit-codes.ts';
import { numberOption } from '../number-option.ts';
import { print, say } from '../output.ts';
import { readCertificates, readPrivateKey } from '../pem-file.ts';
import { plainArguments } from '../plain-arguments.ts';
import { noteRunningMock } from '../running-mocks.ts';
import type { Served } from '../workers/messages.ts';
import type { Crew } from '../workers/primary.ts';
import { summaries } from './summaries.ts';

interface Args {
  spec: string[];
  port: number;
  host: string;
  latest: boolean;
  'tls-key': string | undefined;
  'tls-cert': string | undefined;
  store: string;
  workers: number;
  json: boolean;
}

export const options = {
  port: {
    type: 'number',
    default: 4010,
    coerce: numberOption('port', { to: 65_535, whole: true }),
    describe: 'First port; 0 picks free ones. Each further spec takes the next',
  },
  host: { type: 'string', default: '127.0.0.1', describe: 'Address to listen on' },
  latest: {
    type: 'boolean',
    default: false,
    describe: 'Let every bounded change happen as late as the document allows',
  },
  'tls-key': { type: 'string', describe: 'Serve the API over TLS with this private key (PEM)' },
  'tls-cert': { type: 'string', describe: 'Certificate (PEM) of --tls-key, with its chain' },
  store: {
    type: 'string',
    default: 'memory',
    describe:
      'Where state is kept: memory, sqlite:FILE, or redis://HOST for many instances (password: AUTHPROOF_REDIS_PASSWORD)',
  },
  workers: {
    type: 'number',
    default: 1,
    coerce: numberOption('workers', { from: 1, whole: true }),
    describe: 'Processes that serve the same ports, over a store that they share',
  },
  json: {
    type: 'boolean',
    default: false,
    describe: 'One line {"spec","url","consoleUrl","control":{"url","token"}} per spec when ready',
  },
} as const;

export const command: CommandModule<object, Args> = {
  ...summaries.mock,
  builder: (yargs) =>
    yargs
      .positional('spec', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .options(options)
      .example('$0 mock my-api.yaml --port 0 --json', 'a mock on a free port, its addresses as JSON'),
  handler: serve,
};

/** Runs a plain command line; undefined if it is none. */
export function runPlain(args: readonly string[]): Promise<void> | undefined {
  const plain = plainArguments(options, args);
  return plain && plain.words.length > 0 ? serve({ ...plain.options, spec: plain.words }) : undefined;
}

async function serve(args: Args): Promise<void> {
  const { spec, port, host, latest, json, store, workers, 'tls-key': key, 'tls-cert': cert } = args;
  checkStore(store, workers, spec.length);
  const tls = tlsFrom(key, cert);
  const models = spec.map((name) => loadFile(resolveSpec(name)));
  const startOptions: StartOptions = {
    host,
    latest,
    store,
    storeUser: process.env['AUTHPROOF_REDIS_USER'],
    storePassword: process.env['AUTHPROOF_REDIS_PASSWORD'],
    ...(tls === undefined ? {} : { tls }),
  };
  if (workers > 1 && (await import('node:cluster')).default.isWorker) {
    const { runWorker } = await import('../workers/worker.ts');
    runWorker(models, startOptions);
    return;
  }
  const ports = models.map((_, index) => (port === 0 ? 0 : port + index));
  const { served, stop } =
    workers > 1 ? await startCrew(workers, ports) : await startHere(models, ports, startOptions);
  const notes = served.map((one, index) => {
    const model = models[index];
    if (model === undefined) return () => {};
    if (json) print(JSON.stringify({ spec: model.name, ...one }));
    else announce(model, one);
    return noteRunningMock({ pid: process.pid, spec: model.name, ...one });
  });
  if (!json) say('Press Ctrl-C to stop.');
  const end = () => {
    for (const forget of notes) forget();
    void stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  // Else it is written at the end, which a mock that is killed never comes to.
  setImmediate(flushCompileCache);
}

function checkStore(store: string, workers: number, documents: number): void {
  const isFile = store.startsWith('sqlite:');
  if (isFile && documents > 1)
    throw new UsageError(
      '--store sqlite:FILE holds one document: start one mock for each, with a file of its own.',
    );
  if (workers > 1 && (isFile || store === 'memory'))
    throw new UsageError(
      `--workers ${workers} needs state that all of them share, and ${isFile ? 'a file has one writer' : 'memory is of one process'}: use --store redis://HOST`,
    );
}

async function startHere(
  models: readonly AuthModel[],
  ports: readonly number[],
  options: StartOptions,
): Promise<Crew> {
  const running: RunningMock[] = [];
  const stop = async () => {
    for (const mock of running) await mock.close();
  };
  try {
    for (const [index, model] of models.entries())
      running.push(await startMock(model, { ...options, port: ports[index] ?? 0, controlPort: 0 }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { served: running.map(({ url, consoleUrl, control }) => ({ url, consoleUrl, control })), stop };
}

async function startCrew(workers: number, ports: readonly number[]): Promise<Crew> {
  const { startWorkers } = await import('../workers/primary.ts');
  return startWorkers(workers, ports, (error) => {
    say(`authproof: ${error.message}`);
    process.exit(exitCodes.harness);
  });
}

function tlsFrom(key: string | undefined, cert: string | undefined): TlsIdentity | undefined {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined)
    throw new UsageError('--tls-key and --tls-cert go together: name both files');
  return { key: readPrivateKey('--tls-key', key), cert: readCertificates('--tls-cert', cert) };
}

function announce(model: AuthModel, { url, consoleUrl, control }: Served): void {
  print(`${model.title}`);
  print(`  API       ${url}`);
  if (model.operations.some((operation) => operation.console))
    print(`  console   ${consoleUrl}   (what exists in the vendor's user interface only)`);
  print(`  control   ${control.url}   Authorization: Bearer ${control.token}`);
  print('  users     e-mail / password / roles');
  for (const user of model.fixtures.users.values()) {
    const roles = [...user.roles]
      .map(([tenant, names]) => `${names.join(' + ') || 'no role'} in ${tenant}`)
      .join(', ');
    print(`            ${user.email} / ${user.password} / ${roles}`);
  }
  if (model.fixtures.credentials.length > 0)
    print(
      `  keys      ${model.fixtures.credentials.map((one) => one.name).join(', ')}: GET ${control.url}/spaces/main/credentials shows their values`,
    );
}
