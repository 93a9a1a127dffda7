import fc from 'fast-check';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { command, options } from './commands/mock.ts';
import { plainArguments } from './plain-arguments.ts';

const names = Object.keys(options);
const values = [
  ...['0', '1', '8080', '65536', '007', '1e3', '0x10', '-1', '.5', '1.', 'Infinity', 'NaN', '9'.repeat(16)],
  ...['codat', './my api.yaml', 'C:\\a.yaml', 'a=b', 'key.pem', 'sqlite:a.db', 'redis://a?b=c', '', ' ', 'é'],
  ...[
    'true',
    'false',
    'help',
    'mock',
    'undefined',
    'null',
    '{}',
    '[1]',
    '"a"',
    "'a'",
    "it's",
    'a\nb',
    '-',
    '--',
  ],
];
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  { weight: 3, arbitrary: fc.constantFrom(...names.map((name) => `--${name}`)) },
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...values))
    .map(([name, value]) => `--${name}=${value}`),
  fc.constantFrom(
    '-h',
    '--help',
    '--version',
    '--no-json',
    '--js',
    '--tlsKey',
    '-p',
    '--port.x',
    '--constructor',
  ),
  fc.string({ maxLength: 3 }),
);

/** As the command line reads it, without running it. */
async function byYargs(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  let seen: Readonly<Record<string, unknown>> = {};
  await yargs(['mock', ...args])
    .command({
      ...command,
      handler: (all) => {
        seen = { ...all };
      },
    })
    .strict()
    .exitProcess(false)
    .fail(false)
    .parseAsync();
  return seen;
}

test('reads what it reads as yargs does', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (args) => {
      const plain = plainArguments(options, ['codat', ...args]);
      if (plain === undefined) return;
      read++;
      expect(await byYargs(['codat', ...args])).toMatchObject({ ...plain.options, spec: plain.words });
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(10);
});

test('reads words, options with a value behind them or in them, and defaults', () => {
  expect(
    plainArguments(options, ['codat', '--port', '0', '--store=sqlite:a.db', '--json', 'regate']),
  ).toEqual({
    words: ['codat', 'regate'],
    options: { port: 0, host: '127.0.0.1', latest: false, store: 'sqlite:a.db', workers: 1, json: true },
  });
});

test.each([
  [['--help']],
  [['--prot', '0']],
  [['--port', '0', '--port', '1']],
  [['--port', '-1']],
  [['--port', '70000']],
  [['--port']],
  [['--json', 'false']],
  [['--json=true']],
  [['--no-json']],
  [['--', 'codat']],
  [['help']],
  [['12']],
])('leaves %j to yargs', (args) => {
  expect(plainArguments(options, args)).toBeUndefined();
});
