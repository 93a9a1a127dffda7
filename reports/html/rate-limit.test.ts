import { expect, test } from 'vitest';
import { answer, exchange } from '../../spec/history.test-data.ts';
import type { AuthModel } from '../../spec/model.ts';
import { model, sampleInput } from '../fixtures.test-data.ts';
import { limitSeries } from './rate-limit.ts';

test('one series per credential and experiment, from the headers that the document names', () => {
  const [series, ...others] = limitSeries(model, sampleInput().run.history.events);
  expect(others).toEqual([]);
  expect(series).toMatchObject({ experiment: 'exhaust', credential: 'token#3', refused: 2 });
  expect(series?.points).toHaveLength(12);
  expect(series?.points[0]).toEqual({ seq: 100, status: 200, remaining: 9, limit: 10 });
});

test('series with refusals come first, single answers are none', () => {
  const told = (seq: number, credential: string, status: number) =>
    exchange(seq, {
      presented: [{ scheme: 's', credential, form: 'documented' }],
      response: answer(status, '', [['x-left', '1']]),
    });
  const events = [
    told(1, 'a', 200),
    told(2, 'a', 200),
    told(3, 'b', 200),
    told(4, 'b', 429),
    told(5, 'c', 200),
  ];
  expect(limitSeries(model, events).map((series) => series.credential)).toEqual(['b', 'a']);
});

test('a list of tiers tells the least room, nonsense tells nothing', () => {
  const [operation] = model.operations;
  const success = operation!.responses.get(200)!;
  const lists: AuthModel = {
    ...model,
    operations: [
      {
        ...operation!,
        responses: new Map([
          [200, { ...success, places: [{ ...success.places[0]!, attribute: 'tiers', at: 'RateLimit' }] }],
        ]),
      },
    ],
  };
  const values = ['"day";r=90;t=9, "burst";r=3;t=1', '"day";r=89, "burst";r=2', '<b>', 'r=5'];
  const events = values.map((value, index) =>
    exchange(index, { response: answer(200, '', [['ratelimit', value]]) }),
  );
  expect(limitSeries(lists, events)[0]?.points.map((point) => point.remaining)).toEqual([3, 2]);
});
