import type { Timeline } from '../../spec/load-run.ts';
import { duration, line } from '../text.ts';
import { html, type Markup } from './markup.ts';

const width = 340;
const height = 190;
const plot = { left: 44, right: 330, top: 28, bottom: 160 } as const;

const tones = [
  { name: 'accepted', fits: (status: number) => status < 300 },
  { name: 'limited', fits: (status: number) => status === 429 },
  { name: 'broken', fits: (status: number) => status >= 500 },
  { name: 'refused', fits: (status: number) => status >= 300 },
  { name: 'no credential', fits: () => true },
] as const;
type Tone = (typeof tones)[number]['name'];

/** When answers of which sort came, with what was done meanwhile; undefined if there was no traffic. */
export function renderTraffic({ counts, stepMs, marks }: Timeline): Markup | undefined {
  const byTone = sums(counts);
  const length = Math.max(0, ...[...byTone.values()].map((all) => all.length));
  if (length === 0) return undefined;
  const totals = Array.from({ length }, (_, at) =>
    [...byTone.values()].reduce((sum, all) => sum + (all[at] ?? 0), 0),
  );
  const top = Math.max(1, ...totals);
  const stepWidth = (plot.right - plot.left) / length;
  const x = (ms: number) => Math.min(plot.right, plot.left + (ms / stepMs) * stepWidth);
  const scale = (plot.bottom - plot.top) / top;
  const heights = new Array<number>(length).fill(0);
  const bars = [...byTone].map(([tone, all]) => {
    const path = all
      .map((count, at) => {
        if (count === 0) return '';
        const base = plot.bottom - (heights[at] ?? 0) * scale;
        heights[at] = (heights[at] ?? 0) + count;
        const left = plot.left + at * stepWidth;
        return `M${left.toFixed(1)} ${base.toFixed(1)}V${(base - count * scale).toFixed(1)}h${stepWidth.toFixed(2)}V${base.toFixed(1)}z`;
      })
      .join('');
    return html`<path class="bars ${classOf(tone)}" d="${path}"/>`;
  });
  const spoken = [...byTone].map(([tone, all]) => `${all.reduce((sum, count) => sum + count, 0)} ${tone}`);
  return html`<figure><figcaption><b>Answers over time</b><span>per ${duration(stepMs)}</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${spoken.join(', ')}">
<path class="grid" d="M${plot.left} ${plot.bottom}H${plot.right}M${plot.left} ${plot.top}H${plot.right}"/>
<text x="${plot.left - 6}" y="${plot.bottom + 3}" text-anchor="end">0</text><text x="${plot.left - 6}" y="${plot.top + 3}" text-anchor="end">${top}</text>
<text x="${plot.left}" y="${plot.bottom + 14}">0</text><text x="${plot.right}" y="${plot.bottom + 14}" text-anchor="end">${duration(length * stepMs)}</text>
${bars}${marks.map(({ atMs }, index) => html`<path class="limit" d="M${x(atMs).toFixed(1)} ${plot.top - 6}V${plot.bottom}"/><text x="${x(atMs).toFixed(1)}" y="${plot.top - 9 - (index % 2) * 9}" text-anchor="middle">${index + 1}</text>`)}</svg>
<ul class="legend">${[...byTone.keys()].map((tone) => html`<li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="bars ${classOf(tone)}" d="M0 0H24V10H0z"/></svg>${tone}</li>`)}${marks.map(({ label, atMs }, index) => html`<li><b>${index + 1}</b> ${line(label, 60)}, ${atMs} ms</li>`)}</ul></figure>`;
}

function classOf(tone: Tone): string {
  return tone === 'no credential' ? 'filler' : tone;
}

function sums(counts: Timeline['counts']): ReadonlyMap<Tone, readonly number[]> {
  const found = new Map<Tone, number[]>();
  for (const { name } of tones)
    for (const [status, all] of Object.entries(counts)) {
      if (tones.find(({ fits }) => fits(Number(status)))?.name !== name) continue;
      const sum = found.get(name) ?? [];
      for (const [at, count] of all.entries()) sum[at] = (sum[at] ?? 0) + count;
      found.set(name, sum);
    }
  return found;
}
