import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor } from '../lab/anchor.ts';
import { otherCaller } from '../lab/other-caller.ts';
import { anchorsOf } from '../predict/anchors.ts';
import { headerOf } from '../wire/message.ts';

/** Conditional and range requests without a credential, or with another's: they must not confirm what is there. */
export const conditionalRequests: Experiment = {
  id: 'conditional-requests',
  purpose:
    'Do validators or ranges answer before authentication does, or one caller with the data of another?',
  steps: [
    'control: one GET per security scheme with a good credential; its ETag and Last-Modified are taken',
    'probes without a credential: If-None-Match with that ETag and with *, If-Modified-Since, Range',
    'if there is an ETag: control `other-alone`, the URL read by somebody else; probe `other-with-etag`: by the same with If-None-Match and that ETag',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) =>
    atEachAnchor(lab, anchorsOf(lab.model), async (stand) => {
      const name = stand.anchor.scheme.name;
      const control = await lab.send({
        step: 'control',
        role: 'control',
        case: name,
        request: stand.request,
        present: [...stand.others, stand.good],
      });
      const etag = headerOf(control.headers, 'etag');
      const fields: readonly HeaderPair[] = [
        ...(etag === undefined ? [] : [['If-None-Match', etag] as const]),
        ['If-None-Match', '*'],
        ['If-Modified-Since', headerOf(control.headers, 'last-modified') ?? 'Fri, 31 Dec 2100 00:00:00 GMT'],
        ['Range', 'bytes=0-0'],
      ];
      for (const field of fields) {
        await lab.send({
          step: 'without-credential',
          role: 'probe',
          case: `${name}: ${field[0]}${field[1] === '*' ? ' *' : ''}`,
          control: control.seq,
          request: stand.request,
          present: [],
          headers: [field],
        });
      }
      if (etag === undefined) return;
      const other = await otherCaller(lab, stand, control.body);
      if (other === undefined) return;
      await lab.send({
        step: 'other-with-etag',
        role: 'probe',
        case: name,
        control: other.alone,
        request: stand.request,
        present: other.present,
        headers: [['If-None-Match', etag]],
      });
    }),
};
