import { createHash } from 'node:crypto';
import { line } from '../text.ts';
import { html, Markup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

export interface Shell {
  readonly title: string;
  readonly top: Markup;
  /** What `<main>` holds. */
  readonly content: Markup;
  readonly footnote: Markup;
}

/**
 * One self-contained page. It loads nothing: style and script are in it and are the only ones that its content
 * security policy admits, by their digests.
 */
export function renderShell({ title, top, content, footnote }: Shell): string {
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${line(title)}</title><style>${new Markup(style)}</style></head>
<body><a class="skip" href="#overview">Skip to the results</a>
${top}
<main class="wrap" id="overview">${content}</main>
<footer class="wrap"><p>${footnote}</p></footer>
${new Markup(`<script>${script}</script>`)}</body></html>
`.text;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const mark = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.5 4 5.5v6c0 5 3.4 8.4 8 10 4.6-1.6 8-5 8-10v-6z"/><path d="m8.5 12 2.5 2.5 4.5-5"/></svg>`;

export interface TopParts {
  /** Links to the sections of the page. */
  readonly tabs: Markup | undefined;
  /** What rows can be picked by, with how many there are. */
  readonly picks: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly groupName: string;
  readonly groups: readonly string[];
}

/** The bar that stays in sight: sections, filters, search. */
export function renderTop({ tabs, picks, groupName, groups }: TopParts): Markup {
  const buttons = picks
    .filter(({ count }) => count > 0)
    .map(
      ({ value, label, count }) =>
        html`<button type="button" data-pick="${value}" aria-pressed="false">${label}<b>${count}</b></button>`,
    );
  return html`<div class="top"><div class="wrap"><a class="brand" href="#overview">${mark}authproof</a>
<nav class="tabs" aria-label="Sections">${tabs}</nav>
<button type="button" class="theme" hidden>Light / dark</button>
<div class="filters" role="search" aria-label="Filter rows" hidden>${buttons}
<select aria-label="${groupName}"><option value="">all</option>${groups.map((group) => html`<option value="${group}">${line(group, 60)}</option>`)}</select>
<input type="search" placeholder="rule, statement, text" aria-label="Search"><output aria-live="polite"></output></div></div></div>`;
}
