import type { CommandModule } from 'yargs';
import { type RunningMock, startMock, type TlsIdentity } from '../../mock/index.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import { print, say } from '../output.ts';
import { readCertificates, readPrivateKey } from '../pem-file.ts';
import { noteRunningMock } from '../running-mocks.ts';

interface Args {
  spec: string[];
  port: number;
  host: string;
  latest: boolean;
  'tls-key': string | undefined;
  'tls-cert': string | undefined;
  store: string;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  command: 'mock <spec..>',
  describe: 'Serve one or more documents as stateful mock servers',
  builder: (yargs) =>
    yargs
      .positional('spec', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .option('port', {
        type: 'number',
        default: 4010,
        describe: 'First port; 0 picks free ones. Each further spec takes the next',
      })
      .option('host', { type: 'string', default: '127.0.0.1', describe: 'Address to listen on' })
      .option('latest', {
        type: 'boolean',
        default: false,
        describe: 'Let every bounded change happen as late as the document allows',
      })
      .option('tls-key', {
        type: 'string',
        describe: 'Serve the API over TLS with this private key (PEM)',
      })
      .option('tls-cert', {
        type: 'string',
        describe: 'Certificate (PEM) of --tls-key, with its chain',
      })
      .option('store', {
        type: 'string',
        default: 'memory',
        describe:
          'Where state is kept: memory, sqlite:FILE, or redis://HOST for many instances (password: AUTHPROOF_REDIS_PASSWORD)',
      })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'One line {"spec","url","consoleUrl","control":{"url","token"}} per spec when ready',
      })
      .example('$0 mock my-api.yaml --port 0 --json', 'a mock on a free port, its addresses as JSON'),
  handler: async ({ spec, port, host, latest, json, store, 'tls-key': key, 'tls-cert': cert }) => {
    const tls = tlsFrom(key, cert);
    if (spec.length > 1 && store.startsWith('sqlite:'))
      throw new UsageError(
        '--store sqlite:FILE holds one document: start one mock for each, with a file of its own.',
      );
    const models = spec.map((name) => loadFile(resolveSpec(name)));
    const running: { mock: RunningMock; forget: () => void }[] = [];
    const stop = async () => {
      for (const { mock, forget } of running) {
        forget();
        await mock.close();
      }
    };
    try {
      for (const [index, model] of models.entries()) {
        const mock = await startMock(model, {
          port: port === 0 ? 0 : port + index,
          controlPort: 0,
          host,
          latest,
          store,
          storeUser: process.env['AUTHPROOF_REDIS_USER'],
          storePassword: process.env['AUTHPROOF_REDIS_PASSWORD'],
          ...(tls === undefined ? {} : { tls }),
        });
        const { url, consoleUrl, control } = mock;
        running.push({
          mock,
          forget: noteRunningMock({ pid: process.pid, spec: model.name, url, consoleUrl, control }),
        });
        if (json) print(JSON.stringify({ spec: model.name, url, consoleUrl, control }));
        else announce(model, mock);
      }
    } catch (error) {
      await stop();
      throw error;
    }
    if (!json) say('Press Ctrl-C to stop.');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  },
};

function tlsFrom(key: string | undefined, cert: string | undefined): TlsIdentity | undefined {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined)
    throw new UsageError('--tls-key and --tls-cert go together: name both files');
  return { key: readPrivateKey('--tls-key', key), cert: readCertificates('--tls-cert', cert) };
}

function announce(model: AuthModel, { url, consoleUrl, control }: RunningMock): void {
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
