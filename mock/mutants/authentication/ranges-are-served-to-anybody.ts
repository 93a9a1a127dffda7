import type { Mutant } from '../mutant.ts';
import { fieldValues, replyingTo } from '../wrap.ts';

export const rangesAreServedToAnybody: Mutant = {
  id: 'ranges-are-served-to-anybody',
  lie: 'A Range is answered before anybody asks who calls.',
  fails: ['http-conditional-and-range-need-auth'],
  appliesTo: () => true,
  options: () =>
    replyingTo([401], (reply, call) =>
      fieldValues(call.request, 'range').length > 0
        ? {
            status: 206,
            headers: { 'Content-Range': 'bytes 0-0/2', 'Content-Type': 'application/octet-stream' },
            payload: Buffer.from('['),
          }
        : reply,
    ),
};
