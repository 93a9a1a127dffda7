/**
 * The page works without it; with it come filters, one scheme at a time, a theme button and copying of commands.
 * It reads data from attributes only and never writes markup.
 */
export const script = `
'use strict';
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  const filters = document.querySelector('.filters');
  const rules = all('[data-outcome]').map((element) => ({ element, text: element.textContent.toLowerCase() }));
  const chosen = new Set();
  const search = filters.querySelector('input');
  const family = filters.querySelector('select');
  const told = filters.querySelector('output');
  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const shown = new Set();
    for (const { element, text } of rules) {
      const { outcome, family: own } = element.dataset;
      const fits = (chosen.size === 0 || chosen.has(outcome)) && (family.value === '' || family.value === own)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits && element.classList.contains('rule')) shown.add(element);
    }
    for (const group of all('[data-group]')) group.hidden = !group.querySelector('[data-outcome]:not([hidden])');
    const total = rules.filter(({ element }) => element.classList.contains('rule')).length;
    told.textContent = shown.size === total ? '' : shown.size + ' of ' + total + ' rules';
  };
  for (const button of all('button[data-pick]', filters)) {
    button.addEventListener('click', () => {
      const on = !chosen.delete(button.dataset.pick);
      if (on) chosen.add(button.dataset.pick);
      button.setAttribute('aria-pressed', String(on));
      apply();
    });
  }
  search.addEventListener('input', apply);
  family.addEventListener('change', apply);
  filters.hidden = false;

  const runs = all('.run');
  const tabs = all('.tabs a');
  const overview = document.querySelector('.all');
  const show = (hash) => {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const run = target && target.closest('.run');
    if (target && !run && target.id !== 'overview') return;
    for (const each of runs) each.hidden = Boolean(run) && each !== run;
    if (overview) overview.hidden = Boolean(run);
    root.dataset.one = String(Boolean(run));
    for (const tab of tabs) tab.setAttribute('aria-current', String(tab.hash === (run ? '#' + run.id : '#overview')));
    if (run) (target.closest('[hidden]') ? run : target).scrollIntoView();
    const first = target && target.matches('.finding') && target.querySelector('details');
    if (first) first.open = true;
  };
  addEventListener('hashchange', () => show(location.hash));
  if (location.hash) show(location.hash);

  const theme = document.querySelector('.theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  document.addEventListener('toggle', (event) => {
    const command = event.target.open && event.target.querySelector(':scope > .curl');
    if (!command || command.querySelector('.copy') || !navigator.clipboard) return;
    const text = command.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    });
    command.append(button);
  }, true);
})();
`;
