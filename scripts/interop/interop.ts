import { parseArgs } from 'node:util';
import { writeArtifacts } from '../artifacts.ts';
import { print, printJson, say } from '../output.ts';
import { covers } from './expectation.ts';
import { type InteropResult, runInterop } from './run.ts';
import { servers } from './servers.ts';

/** `npm run interop [server…] [-- --json] [-- --out FOLDER] [-- --configuration NAME]` */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    configuration: { type: 'string' },
  },
});
const unknown = positionals.find((name) => !servers.some((server) => server.name === name));
if (unknown === undefined) await main();
else {
  say(`there is no server ${unknown}; there are ${servers.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const results: InteropResult[] = [];
  for (const server of servers) {
    if (positionals.length > 0 && !positionals.includes(server.name)) continue;
    for (const configuration of server.configurations) {
      if (values.configuration !== undefined && values.configuration !== configuration.name) continue;
      say(`${server.name}, ${configuration.name}`);
      const result = await runInterop(server, configuration);
      results.push(result);
      if (!values.json) print(describe(result));
      if (values.out !== undefined && result.scan.found.length === 0)
        writeArtifacts(
          [result.input],
          ['html', 'json', 'har'],
          `${values.out}/${server.name}-${configuration.name}`,
          [],
        );
    }
  }
  if (results.length === 0) {
    say(`there is no configuration ${values.configuration}`);
    process.exitCode = 2;
    return;
  }
  if (values.json) printJson(results.map(summary));
  process.exitCode = results.every(isAsKnown) ? 0 : 1;
}

function isAsKnown({ deviations, scan }: InteropResult): boolean {
  return deviations.length === 0 && scan.found.length === 0;
}

function summary({ input, expected, ...rest }: InteropResult) {
  const { conclusion, counts, requests, durationMs, excused = [] } = input.run;
  return { ...rest, expected: expected.length, excused, conclusion, counts, requests, durationMs };
}

function describe(result: InteropResult): string {
  const { server, configuration, findings, expected, deviations, scan, input } = result;
  const { counts, requests, durationMs, conclusion } = input.run;
  return [
    `${server}, ${configuration}: ${conclusion}; ${counts.pass} rules pass, ${counts.fail} fail, ${counts.warn} warn, ` +
      `${counts.untestable} untestable, ${counts.error} errors; ${requests} requests, ${Math.round(durationMs / 100) / 10} s`,
    ...expected
      .filter((entry) => findings.some((finding) => covers(entry, finding)))
      .map(({ rule, outcome, because }) => `  ${outcome.padEnd(10)} ${rule}: ${because}`),
    ...(input.run.excused ?? []).map(
      ({ reason, rules }) => `  excused    ${rules.length} rules (${rules.join(', ')}): ${reason}`,
    ),
    ...deviations.map((text) => `  NOT AS KNOWN  ${text}`),
    deviations.length === 0 ? '  exactly what is known' : `  ${deviations.length} not as known`,
    `  ${scan.secrets} secret texts searched for in ${scan.artifacts.join(', ')}: ${
      scan.found.length === 0 ? 'none found' : `FOUND in ${scan.found.join(', ')}`
    }`,
  ].join('\n');
}
