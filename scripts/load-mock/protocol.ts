/** What the process of a mock says to the one that started it. */
export type FromMock =
  | {
      readonly type: 'ready';
      readonly url: string;
      readonly consoleUrl: string;
      readonly control: { readonly url: string; readonly token: string };
    }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'memory'; readonly heapUsed: number; readonly rss: number };

/** What it is asked. */
export type ToMock = { readonly type: 'start'; readonly specFile: string } | { readonly type: 'memory' };
