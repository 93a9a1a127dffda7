/** Values that no server gives out by itself. */
export const planted = { id: 'planted-id-0', instant: '2093-04-05T06:07:08Z' } as const;
