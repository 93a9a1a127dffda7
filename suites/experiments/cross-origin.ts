import type { Experiment } from '../experiment.ts';
import { atEachAnchor } from '../lab/anchor.ts';
import { anchorsOf } from '../predict/anchors.ts';

/** What a page of another origin could do in a browser. */
export const crossOrigin: Experiment = {
  id: 'cross-origin',
  purpose: 'Does the server invite any web page to use credentials?',
  steps: [
    'control `with-origin`: one GET per security scheme with a good credential and a foreign Origin, and with Origin null',
    'probe `preflight`: the preflight that a browser would send before it, without a credential',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) =>
    atEachAnchor(lab, anchorsOf(lab.model), async (stand) => {
      const { name, carrier } = stand.anchor.scheme;
      for (const origin of ['https://evil.example', 'null']) {
        const base = { request: stand.request, detail: { origin } };
        await lab.send({
          ...base,
          step: 'with-origin',
          role: 'control',
          case: `${name}: ${origin}`,
          present: [...stand.others, stand.good],
          headers: [['Origin', origin]],
        });
        const field = carrier.in === 'header' ? carrier.name.toLowerCase() : 'content-type';
        await lab.send({
          ...base,
          step: 'preflight',
          role: 'probe',
          case: `${name}: ${origin}, preflight`,
          present: [],
          method: 'OPTIONS',
          headers: [
            ['Origin', origin],
            ['Access-Control-Request-Method', 'GET'],
            ['Access-Control-Request-Headers', field],
          ],
        });
      }
    }),
};
