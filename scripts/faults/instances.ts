import { createHandles } from '../../mock/app.ts';
import { listen } from '../../mock/listen.ts';
import { consolePath } from '../../mock/spaces.ts';
import { loadStore } from '../../mock/stores/open-spaces.ts';
import type { AuthModel } from '../../spec/model.ts';

export interface Instances {
  readonly url: string;
  readonly consoleUrl: string;
  /** Of the first instance. */
  readonly control: { readonly url: string; readonly token: string };
  /** How many requests each instance has answered. */
  readonly answered: readonly number[];
  close(): Promise<void>;
}

/**
 * Several instances of one mock, each with its own connection to Redis and its own copy of the state, behind one address:
 * every request goes to the next of them, also within one connection.
 */
export async function startInstances(count: number, model: AuthModel, store: string): Promise<Instances> {
  await loadStore(store);
  const instances = Array.from({ length: count }, () => createHandles(model, { store }));
  await Promise.all(instances.map((one) => one.ready()));
  const answered = instances.map(() => 0);
  let turn = 0;
  const api = await listen(
    (request, response) => {
      const next = turn++ % count;
      answered[next] = (answered[next] ?? 0) + 1;
      instances[next]?.handle(request, response);
    },
    { port: 0, host: '127.0.0.1' },
  );
  const [first] = instances;
  const control = await listen((request, response) => first?.control(request, response), {
    port: 0,
    host: '127.0.0.1',
  });
  const url = `http://127.0.0.1:${api.port}`;
  first?.servedAt(url);
  return {
    url,
    consoleUrl: url + consolePath('main'),
    control: { url: `http://127.0.0.1:${control.port}`, token: first?.controlToken ?? '' },
    answered,
    close: async () => {
      await Promise.all([api.close(), control.close()]);
      for (const one of instances) await one.close();
    },
  };
}
