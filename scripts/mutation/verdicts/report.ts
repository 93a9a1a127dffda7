/** One mutation in StrykerJS's report. */
interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

export function readReport(text: string): Report {
  const report: unknown = JSON.parse(text);
  if (typeof report !== 'object' || report === null || !('files' in report))
    throw new Error('this is no report of StrykerJS');
  return report as Report;
}

/** What nobody noticed, then a Markdown table per folder. `Ignored` are mutations of what runs at import. */
export function summary({ files }: Report): string {
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file, text: source.split('\n')[mutant.location.start.line - 1] })),
  );
  const missed = all
    .filter(({ status }) => status === 'Survived')
    .map(
      ({ file, location: { start }, mutatorName, replacement, text }) =>
        `${file}:${start.line}:${start.column} ${mutatorName}\n- ${text?.trim()}\n+ ${replacement}`,
    );
  const statuses = ['Killed', 'Timeout', 'RuntimeError', 'Survived', 'NoCoverage', 'Ignored'];
  const row = (name: string, of: typeof all) => {
    const counts = statuses.map((status) => of.filter((one) => one.status === status).length);
    const [killed = 0, timeout = 0, , survived = 0, uncovered = 0] = counts;
    const tried = killed + timeout + survived + uncovered;
    const share = tried === 0 ? '' : `${Math.round((100 * (killed + timeout)) / tried)} %`;
    return `| ${[name, of.length, ...counts, share].join(' | ')} |`;
  };
  const folders = Map.groupBy(all, ({ file }) => file.split('/').slice(0, -1).join('/'));
  return [
    ...missed,
    '',
    `| code | mutations | ${statuses.join(' | ')} | noticed |`,
    `| --- | ${['', ...statuses, ''].map(() => '---:').join(' | ')} |`,
    ...[...folders].map(([name, of]) => row(name, of)),
    row('all', all),
  ].join('\n');
}
