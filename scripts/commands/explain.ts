import type { CommandModule } from 'yargs';
import { mutants } from '../../mock/mutants/index.ts';
import { loadMutants } from '../../mock/mutants/load/index.ts';
import { generalRuleOf, statementOf } from '../../spec/statements.ts';
import { experimentById } from '../../suites/experiments/index.ts';
import { type LoadProbe, loadProbes } from '../../suites/load/index.ts';
import { chooseRules } from '../../suites/plan.ts';
import type { Rule } from '../../suites/rule.ts';
import { print, printJson } from '../output.ts';
import { summaries } from './summaries.ts';

interface Args {
  rule: string;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.explain,
  builder: (yargs) =>
    yargs
      .positional('rule', { type: 'string', demandOption: true, describe: 'Rule id' })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 explain http-401-without-credentials', 'what the rule does'),
  handler: ({ rule: id, json }) => {
    const probe = loadProbes.find((one) => one.id === id);
    if (probe !== undefined) {
      explainProbe(probe, json);
      return;
    }
    for (const rule of chooseRules([id], [])) {
      const experiments = rule.experiments.flatMap((name) => experimentById(name) ?? []);
      const provenBy = mutants.filter((mutant) => mutant.fails.includes(rule.id));
      if (json) {
        printJson({
          id: rule.id,
          title: rule.title,
          level: rule.level,
          family: rule.family,
          statements: rule.statements,
          general: [rule.id, ...(rule.general ?? [])].filter((slug) => generalRuleOf(slug) !== undefined),
          sources: rule.sources,
          rationale: rule.rationale,
          falsePositives: rule.falsePositives,
          experiments: experiments.map((one) => ({ id: one.id, purpose: one.purpose, steps: one.steps })),
          mutants: provenBy.map((mutant) => ({ id: mutant.id, lie: mutant.lie })),
        });
        return;
      }
      print(`${rule.id}  (${rule.level}, ${rule.family})\n${rule.title}\n\n${rule.rationale}\n`);
      for (const cited of citationsOf(rule)) print(`Cites       ${cited.id}: ${cited.text}`);
      if (rule.sources.length > 0) print(`Standards   ${rule.sources.join(', ')}`);
      if (experiments.length === 0)
        print('Sends       nothing of its own: it watches all traffic of the run');
      for (const one of experiments)
        print(
          `Sends       ${one.id}: ${one.purpose}\n${one.steps.map((step) => `              - ${step}`).join('\n')}`,
        );
      print(`Be careful  ${rule.falsePositives}`);
      print(
        provenBy.length === 0
          ? 'Proven by   no mutant yet'
          : `Proven by   ${provenBy.map((mutant) => `${mutant.id}: ${mutant.lie}`).join('\n            ')}`,
      );
    }
  },
};

function explainProbe({ id, question, cites, thresholds }: LoadProbe, json: boolean): void {
  const provenBy = loadMutants.filter(({ failsProbe }) => failsProbe === id);
  if (json) {
    const proofs = provenBy.map((mutant) => ({ id: mutant.id, lie: mutant.lie }));
    printJson({ id, question, cites, thresholds, mutants: proofs });
    return;
  }
  print(`${id}  (load probe)\n${question}\n`);
  print(`Cites       ${cites.join(', ')}`);
  print(`Thresholds  ${thresholds.join('\n            ')}`);
  print(`Proven by   ${provenBy.map((mutant) => `${mutant.id}: ${mutant.lie}`).join('\n            ')}`);
}

/** Statements and general rules that the rule checks, with what they say and where that comes from. */
function citationsOf(rule: Rule): readonly { readonly id: string; readonly text: string }[] {
  const general = [rule.id, ...(rule.general ?? [])].flatMap((slug) => generalRuleOf(slug) ?? []);
  return [
    ...rule.statements.map((id) => ({ id, text: statementOf(id)?.text ?? '' })),
    ...general.map(({ slug, observe, level, citation }) => ({
      id: slug,
      text: `${observe} (${level}; ${citation})`,
    })),
  ];
}
