import { script } from '../../reports/html/script.ts';

/** Every element and attribute that the page of a sound run is made of. Nothing of a target may add one. */
const elements = new Set(
  (
    'html head meta title style body a main footer p script div nav button select option input output svg path ' +
    'section header h1 h2 h3 h4 h5 ul li b i span code pre mark details summary dl dt dd table caption thead ' +
    'tbody tr th td figure figcaption circle rect br article text em strong ol small'
  ).split(' '),
);
const attributes = new Set(
  (
    'lang charset http-equiv content name class href id type hidden role value placeholder open tabindex scope ' +
    'colspan rowspan viewbox d cx cy r x y text-anchor title style data-pick data-outcome data-group data-text ' +
    'data-filter data-open data-rule data-family for checked selected width height rel preserveaspectratio'
  ).split(' '),
);

/** What of a page could run, load or be taken for markup of ours; empty if nothing. */
export function unsafeMarkup(page: string): readonly string[] {
  const problems = new Set<string>();
  const opening = '<script>';
  const scripts = page.split(opening).length - 1;
  if (scripts !== 1 || !page.includes(`${opening}${script}</script>`))
    problems.add(`${scripts} scripts, one of ours is right`);
  const shown = page
    .replace(`${opening}${script}</script>`, '')
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/^<!doctype html>/, '');
  for (const [whole, , name = '', rest = ''] of shown.matchAll(/<(\/?)([^\s<>/]*)([^<>]*)>?/g)) {
    if (!elements.has(name.toLowerCase())) problems.add(`element ${name}`);
    if (!whole.endsWith('>')) problems.add(`unfinished tag ${name}`);
    const named = rest.replace(/([^\s=]+)="([^"]*)"/g, (_, attribute: string, value: string) => {
      if (/^\s*(?:javascript|data|vbscript):/i.test(value))
        problems.add(`${attribute}=${value.slice(0, 40)}`);
      if (attribute === 'href' && !value.startsWith('#') && !value.startsWith('https://'))
        problems.add(`link to ${value.slice(0, 40)}`);
      return ` ${attribute} `;
    });
    for (const attribute of named.split(/[\s/]+/))
      if (attribute !== '' && !attributes.has(attribute.toLowerCase()) && !attribute.startsWith('aria-'))
        problems.add(`attribute ${attribute.slice(0, 40)}`);
  }
  return [...problems];
}

/** Would a terminal or a reader be deceived? Line feeds and tabs are ours. */
export function deceives(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(text);
}
