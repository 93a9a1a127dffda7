import type { CommandModule } from 'yargs';
import { loadProbes } from '../../suites/load/index.ts';
import { rules } from '../../suites/rules/index.ts';
import { print, printJson } from '../output.ts';
import { summaries } from './summaries.ts';

interface Args {
  json: boolean;
  family: string | undefined;
  probes: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.list,
  builder: (yargs) =>
    yargs
      .option('family', { type: 'string', describe: 'Only rules of one family' })
      .option('probes', { type: 'boolean', default: false, describe: 'The load probes instead of the rules' })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 list --family rate-limits', 'the rules about rate limits'),
  handler: ({ json, family, probes }) => {
    if (probes) {
      listProbes(json);
      return;
    }
    const chosen = rules.filter((rule) => family === undefined || rule.family === family);
    if (json) {
      printJson(
        chosen.map(({ id, title, level, family: of, statements, sources, experiments }) => ({
          id,
          title,
          level,
          family: of,
          statements,
          sources,
          experiments,
        })),
      );
      return;
    }
    const width = Math.max(0, ...chosen.map((rule) => rule.id.length));
    for (const rule of chosen) print(`${rule.id.padEnd(width)}  ${rule.level.padEnd(6)}  ${rule.title}`);
    print(`\n${chosen.length} rules`);
  },
};

function listProbes(json: boolean): void {
  if (json) {
    printJson(loadProbes.map(({ id, question, cites, thresholds }) => ({ id, question, cites, thresholds })));
    return;
  }
  const width = Math.max(0, ...loadProbes.map(({ id }) => id.length));
  for (const { id, question } of loadProbes) print(`${id.padEnd(width)}  ${question}`);
  print(`\n${loadProbes.length} load probes`);
}
