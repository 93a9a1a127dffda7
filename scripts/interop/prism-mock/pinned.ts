/** What `prism mock` gets wrong on one document, and why. */
export const pinned: { readonly spec: string; readonly fails: Readonly<Record<string, string>> } = {
  spec: 'codat',
  fails: {},
};
