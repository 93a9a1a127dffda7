import type { HistoryEvent } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import { line, plural } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { type LimitPoint, type LimitSeries, limitSeries } from './rate-limit.ts';

const panels = 12;
const pointsPerPanel = 240;
const width = 340;
const height = 130;
const plot = { left: 34, right: 330, top: 10, bottom: 104 } as const;

/** How the told remaining room moved, one panel per credential and experiment; undefined if nothing was told. */
export function renderTimeline(model: AuthModel, events: readonly HistoryEvent[]): Markup | undefined {
  const all = limitSeries(model, events);
  if (all.length === 0) return undefined;
  const left = all.length - panels;
  return html`<div class="panels">${all.slice(0, panels).map(renderPanel)}</div>
<ul class="legend" aria-label="Legend"><li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="remaining" d="M0 5H24"/></svg>remaining, as told by the target</li><li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="limit" d="M0 5H24"/></svg>limit, as told</li><li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><circle class="refused" cx="12" cy="5" r="3.5"/></svg>answered 429</li></ul>
${left > 0 ? html`<p class="note">${plural(left, 'more series', 'more series')} in the HAR report.</p>` : undefined}`;
}

function renderPanel(series: LimitSeries): Markup {
  const points = thinned(series.points);
  const known = points.flatMap((point) => point.remaining ?? []);
  const top = Math.max(1, ...points.flatMap((point) => [point.remaining ?? 0, point.limit ?? 0]));
  const x = (index: number) =>
    plot.left + ((plot.right - plot.left) * index) / Math.max(1, points.length - 1);
  const y = (value: number) => plot.bottom - ((plot.bottom - plot.top) * value) / top;
  const spoken = `Remaining went from ${known[0]} to ${known.at(-1)} over ${plural(series.points.length, 'request')}; ${series.refused} answered 429.`;
  const remaining = steps(points, (point) => point.remaining, x, y);
  const refused = points.flatMap((point, index) =>
    point.status === 429
      ? [
          html`<circle class="refused" cx="${x(index).toFixed(1)}" cy="${y(point.remaining ?? 0).toFixed(1)}" r="${points.length > 60 ? 1.7 : 3}"><title>#${point.seq}: 429</title></circle>`,
        ]
      : [],
  );
  return html`<figure><figcaption><b>${line(series.credential, 50)}</b><span>${line(series.experiment, 60)}</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${line(series.credential, 50)}: ${spoken}">
<path class="grid" d="M${plot.left} ${y(0)}H${plot.right}M${plot.left} ${y(top / 2)}H${plot.right}M${plot.left} ${y(top)}H${plot.right}"/>
<text x="${plot.left - 6}" y="${y(0) + 3}" text-anchor="end">0</text><text x="${plot.left - 6}" y="${y(top) + 3}" text-anchor="end">${top}</text>
<text x="${plot.left}" y="${height - 8}">request 1</text><text x="${plot.right}" y="${height - 8}" text-anchor="end">${series.points.length}</text>
<path class="limit" d="${steps(points, (point) => point.limit, x, y)}"/><path class="remaining" d="${remaining}"/>${refused}</svg>
<p class="note">${plural(series.points.length, 'request')}, ${series.refused === 0 ? 'none refused' : `${series.refused} answered 429`}</p></figure>`;
}

/** A step line; it breaks where an answer told nothing. */
function steps(
  points: readonly LimitPoint[],
  value: (point: LimitPoint) => number | undefined,
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let pen = false;
  return points
    .map((point, index) => {
      const current = value(point);
      const move =
        current === undefined
          ? ''
          : pen
            ? `H${x(index).toFixed(1)}V${y(current).toFixed(1)}`
            : `M${x(index).toFixed(1)} ${y(current).toFixed(1)}`;
      pen = current !== undefined;
      return move;
    })
    .join('');
}

/** At most `pointsPerPanel` points; of each bucket the one with least left, so that exhaustion stays visible. */
function thinned(points: readonly LimitPoint[]): readonly LimitPoint[] {
  const size = Math.ceil(points.length / pointsPerPanel);
  if (size <= 1) return points;
  return [...Map.groupBy(points, (_, index) => Math.floor(index / size)).values()].map((bucket) =>
    bucket.reduce((least, point) => ((point.remaining ?? 0) < (least.remaining ?? 0) ? point : least)),
  );
}
