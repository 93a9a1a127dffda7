import { loadProbes } from '../suites/load/index.ts';
import { rules } from '../suites/rules/index.ts';
import { isKilled, type SelftestResult } from './selftest.ts';

/** What a self-test came to. Mutants under load count like the others. */
export interface SelftestSummary {
  readonly mutants: number;
  readonly killed: number;
  readonly survivors: readonly string[];
  /** Rules that no mutant proved; empty where only some mutants ran. */
  readonly unkilledRules: readonly string[];
  readonly unkilledProbes: readonly string[];
  readonly falseAlarms: readonly string[];
}

/** One id may be that of a mutant for the suite and of one for a load probe. */
export function nameOf({ id, rounds }: SelftestResult): string {
  return rounds === undefined ? id : `${id} under load`;
}

const isClean = ({ id }: SelftestResult): boolean => id.startsWith('clean ');

/** `isPartial`: some mutants were asked for by name. */
export function summaryOf(results: readonly SelftestResult[], isPartial: boolean): SelftestSummary {
  const lies = results.filter((result) => !isClean(result));
  const survivors = lies.filter((result) => !isKilled(result));
  const killedBy = (underLoad: boolean) =>
    new Set(
      lies
        .filter((result) => isKilled(result) && (result.rounds !== undefined) === underLoad)
        .flatMap(({ failed }) => failed),
    );
  const unkilled = (all: readonly { readonly id: string }[], killed: ReadonlySet<string>) =>
    isPartial ? [] : all.map(({ id }) => id).filter((id) => !killed.has(id));
  return {
    mutants: lies.length,
    killed: lies.length - survivors.length,
    survivors: survivors.map(nameOf),
    unkilledRules: unkilled(rules, killedBy(false)),
    unkilledProbes: unkilled(loadProbes, killedBy(true)),
    falseAlarms: results
      .filter(isClean)
      .flatMap(({ document, failed, errors }) => [...failed, ...errors].map((one) => `${document}: ${one}`)),
  };
}

/** Nothing survived, nothing is unproven, nothing was alarmed without a cause. */
export function isSound({ survivors, unkilledRules, unkilledProbes, falseAlarms }: SelftestSummary): boolean {
  return [survivors, unkilledRules, unkilledProbes, falseAlarms].every(({ length }) => length === 0);
}

/** For a terminal: what is wrong, then the counts. */
export function linesOf(summary: SelftestSummary, results: readonly SelftestResult[]): readonly string[] {
  const { mutants, killed, survivors, unkilledRules, unkilledProbes, falseAlarms } = summary;
  const underLoad = results.filter((result) => !isClean(result) && result.rounds !== undefined).length;
  return [
    ...results.filter((result) => survivors.includes(nameOf(result))).map(survivorText),
    ...falseAlarms.map((alarm) => `FALSE ALARM ${alarm}`),
    ...unkilledRules.map((rule) => `NO MUTANT for ${rule}`),
    ...unkilledProbes.map((probe) => `NO MUTANT for ${probe} (load probe)`),
    `${killed} of ${mutants} mutants killed (${underLoad} of them ran under load), ${falseAlarms.length} false alarms, ${unkilledRules.length} rules and ${unkilledProbes.length} load probes without a mutant`,
  ];
}

function survivorText(result: SelftestResult): string {
  const { expected, failed, errors, rounds } = result;
  const parts = [
    ['missed', expected.filter((rule) => !failed.includes(rule))],
    ['failed besides', failed.filter((rule) => !expected.includes(rule))],
    ['errors', errors],
    ['rounds', rounds ?? []],
  ] as const;
  return [
    `SURVIVES ${nameOf(result)}`,
    ...parts.filter(([, all]) => all.length > 0).map(([what, all]) => `  ${what}: ${all.join(', ')}`),
  ].join('\n');
}
