import type { AuthModel } from '../../spec/model.ts';
import type { RuleResult } from '../../spec/outcome.ts';
import { isTrouble, line } from '../text.ts';
import { ruleAnchor } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { type CellView, type Grid, type GridRow, grids } from './matrix-cells.ts';

const longName = 10;

/** The permission matrix as a heat map, one table per security scheme; undefined if the document has none. */
export function renderMatrix(
  model: AuthModel,
  rules: readonly RuleResult[],
  runId: string,
): Markup | undefined {
  const all = grids(model, rules).filter((grid) => grid.rows.length > 0);
  if (all.length === 0) return undefined;
  return html`${all.map((grid) => renderGrid(grid, runId, all.length > 1))}${legend}`;
}

const legend = html`<ul class="legend" aria-label="Legend">
<li><i class="c allow pass"></i>allowed, confirmed</li><li><i class="c deny pass"></i>refused, confirmed</li>
<li><i class="c allow fail"></i>allowed by the document, refused by the target</li><li><i class="c deny fail"></i>refused by the document, allowed by the target</li>
<li><i class="c deny warn"></i>departs, on an assumption or a SHOULD</li><li><i class="c allow untestable"></i>could not be tested</li>
<li><i class="c allow none"></i>not judged in this run</li><li><i class="c deny pass assumed"></i>dashed: the document assumes it</li></ul>`;

function renderGrid(grid: Grid, runId: string, named: boolean): Markup {
  const cells = grid.rows.flatMap((row) => row.cells.filter((cell) => cell !== undefined));
  const count = (test: (cell: CellView) => boolean) => cells.filter(test).length;
  const violated = count((cell) => cell.outcome === 'fail');
  const summary = `${count((cell) => cell.outcome === 'pass')} of ${cells.length} cells confirmed${violated > 0 ? `, ${violated} violated` : ''}, ${count((cell) => cell.basis !== 'stated')} not stated but assumed`;
  const upright = grid.names.some((name) => name.length > longName) ? 'upright' : '';
  const heads = grid.names.map((name) => html`<th scope="col"><span>${line(name, 60)}</span></th>`);
  return html`<div class="scroll"><table class="matrix ${upright}"><caption>${named ? html`<b>${grid.scheme}</b> · ` : undefined}${summary}</caption>
<thead><tr><th scope="col" colspan="2">Operation</th>${heads}</tr></thead>
<tbody>${grid.rows.map((row, index) => renderRow(row, grid, index, runId))}</tbody></table></div>`;
}

function renderRow(row: GridRow, grid: Grid, index: number, runId: string): Markup {
  const first = grid.rows[index - 1]?.path !== row.path;
  const methods = grid.rows.filter((other) => other.path === row.path).length;
  const pathHead = first
    ? html`<th scope="rowgroup" rowspan="${methods}" class="path"><code>${line(row.path, 80)}</code></th>`
    : undefined;
  const cells = row.cells.map((cell, column) =>
    cell === undefined
      ? html`<td class="c void"></td>`
      : renderCell(cell, `${grid.names[column] ?? ''} × ${row.method} ${row.path}`, runId),
  );
  return html`<tr${first ? html` class="first"` : undefined}>${pathHead}<th scope="row" class="method">${row.method}</th>${cells}</tr>\n`;
}

function renderCell(cell: CellView, name: string, runId: string): Markup {
  const classes = [
    'c',
    cell.allowed ? 'allow' : 'deny',
    cell.outcome ?? 'none',
    ...(cell.basis === 'stated' ? [] : ['assumed']),
  ];
  const spoken = `${cell.allowed ? 'allowed' : 'refused'}${cell.basis === 'stated' ? '' : ` (${cell.basis})`}, ${cell.outcome ?? 'not judged'}`;
  const bad = cell.verdicts.find((verdict) => isTrouble(verdict.outcome));
  const observed = bad === undefined ? '' : `; observed ${line(bad.observed, 80)}`;
  const inner = html`<span class="sr">${spoken}</span>`;
  return html`<td class="${classes.join(' ')}" title="${line(name)}: ${spoken}${observed}">${
    bad === undefined ? inner : html`<a href="#${ruleAnchor(runId, bad.rule)}">${inner}</a>`
  }</td>`;
}
