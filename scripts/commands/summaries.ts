import type { CommandModule } from 'yargs';

type Summary = Required<Pick<CommandModule, 'command' | 'describe'>>;

/** What the list of commands shows, without loading what they need. */
export const summaries = {
  mock: { command: 'mock <spec..>', describe: 'Serve one or more documents as stateful mock servers' },
  init: {
    command: 'init <document>',
    describe: 'Draft a target file and x-auth-* words from an OpenAPI document and a few reads of the target',
  },
  test: {
    command: 'test [spec..]',
    describe: 'Run the conformance suite on an implementation, or on the embedded mock',
  },
  load: { command: 'load [spec]', describe: 'Run the load probes: questions that only load can answer' },
  judge: { command: 'judge <file>', describe: 'Judge a stored history (HAR) again, offline' },
  compare: {
    command: 'compare <before> <after>',
    describe: 'What changed between two runs: newly failing, judged no more, rules gone or new',
  },
  cleanup: {
    command: 'cleanup [journal..]',
    describe: 'Remove what interrupted runs made on a target and left there',
  },
  list: { command: 'list', describe: 'List the rules, or the load probes' },
  explain: {
    command: 'explain <rule>',
    describe: 'What a rule (or load probe) sends, expects and why, and which mutants prove that it can fail',
  },
  ledger: {
    command: 'ledger',
    describe:
      'Every statement of the shipped documents and every general rule: who checks it, the last outcome, or why it cannot be observed',
  },
  selftest: {
    command: 'selftest [mutant..]',
    describe: 'Prove on this machine that rules and load probes can fail: run mocks with one lie each',
  },
  lint: {
    command: 'lint <spec>',
    describe: 'Check a document, and tell in plain language what follows from it',
  },
} as const satisfies Record<string, Summary>;
