import type { LatencySeries } from '../../spec/load-run.ts';
import { line, plural } from '../text.ts';
import { html, type Markup } from './markup.ts';

const width = 340;
const height = 190;
const plot = { left: 44, right: 330, top: 10, bottom: 160 } as const;

/** Series that one plot can tell apart. */
const most = 8;

/** Shares of the axis: each step has ten times fewer slower answers. */
const ticks = [0, 0.5, 0.9, 0.99, 0.999] as const;

/** How long which share of the answers took: time against percentile, both logarithmic; undefined if nothing was measured. */
export function renderLatencies(all: readonly LatencySeries[]): Markup | undefined {
  const measured = all.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const series = measured.slice(0, most);
  const left = measured.length - series.length;
  if (series.length === 0) return undefined;
  const low = Math.min(...series.map(({ minMs }) => Math.max(0.01, minMs)));
  const high = Math.max(low * 2, ...series.map(({ maxMs }) => maxMs));
  const x = (share: number) =>
    plot.left +
    ((plot.right - plot.left) * -Math.log10(1 - Math.min(share, lastShare))) / -Math.log10(1 - lastShare);
  const y = (ms: number) =>
    plot.bottom -
    ((plot.bottom - plot.top) * (Math.log10(Math.max(ms, low)) - Math.log10(low))) /
      (Math.log10(high) - Math.log10(low));
  const decades = decadesBetween(low, high);
  const spoken = series
    .map(({ name, p50Ms, p99Ms }) => `${name}: median ${p50Ms} ms, p99 ${p99Ms} ms`)
    .join('; ');
  return html`<figure><figcaption><b>Latency by percentile</b><span>ms</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${line(spoken, 600)}">
<path class="grid" d="${decades.map((ms) => `M${plot.left} ${y(ms).toFixed(1)}H${plot.right}`).join('')}M${plot.left} ${plot.bottom}H${plot.right}"/>
${decades.map((ms) => html`<text x="${plot.left - 6}" y="${(y(ms) + 3).toFixed(1)}" text-anchor="end">${ms}</text>`)}
${ticks.map((share) => html`<text x="${x(share).toFixed(1)}" y="${plot.bottom + 14}" text-anchor="middle">${share === 0 ? 'p0' : `p${share * 100}`}</text>`)}
${series.map((one, index) => html`<path class="series s-${index}" d="${curve(one, x, y)}"/>`)}</svg>
<ul class="legend">${series.map(({ name, count }, index) => html`<li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="series s-${index}" d="M0 5H24"/></svg>${line(name, 60)} (${plural(count, 'answer')})</li>`)}${left > 0 ? html`<li>${plural(left, 'more series', 'more series')} in the table</li>` : undefined}</ul></figure>`;
}

const lastShare = 0.9999;

/** A step for each bucket, from its share to that of the next. */
function curve(
  { buckets, count, minMs }: LatencySeries,
  x: (share: number) => number,
  y: (ms: number) => number,
): string {
  let seen = 0;
  const steps = buckets.map(({ upToMs, count: inBucket }) => {
    seen += inBucket;
    return `L${x(seen / count).toFixed(1)} ${y(upToMs).toFixed(1)}`;
  });
  return `M${x(0).toFixed(1)} ${y(minMs).toFixed(1)}${steps.join('')}`;
}

/** Powers of ten, or 1, 2, 5 where they are few. */
function decadesBetween(low: number, high: number): readonly number[] {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const powers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    rounded(10 ** (first + index)),
  );
  if (powers.length > 2) return powers;
  const between = [first - 1, ...powers.keys().map((index) => first + index)].flatMap((power) =>
    [1, 2, 5].map((factor) => rounded(factor * 10 ** power)),
  );
  return between.filter((ms) => ms >= low && ms <= high);
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(1));
}
