const unverified = 'Prism looks whether a credential is there, never whether it is a real one.';
const stateless = 'Prism keeps nothing: what is made is gone, what is ended goes on.';
const canned = 'Every answer is the example of the document, whatever was asked.';

/** What `prism mock` gets wrong on one document, and why. */
export const pinned: { readonly spec: string; readonly fails: Readonly<Record<string, string>> } = {
  spec: 'codat',
  fails: {
    'credential-exact-match': unverified,
    'credential-new-works':
      'A key without a colon is no Basic pair to Prism, so the documented form is refused.',
    'credential-unknown-401': unverified,
    'free-tenant-same-endpoints': 'The keys of both tenants are refused alike, for want of a colon.',
    'http-405-has-allow': 'HEAD is answered with 405, without Allow.',
    'http-credentials-grammar-refused': unverified,
    'http-ctl-in-field': 'Control characters in a credential do not disturb Prism.',
    'issue-mass-assignment': canned,
    'issue-name-kept': canned,
    'issued-date-true': canned,
    'management-needs-auth-and-role': 'Prism knows no roles.',
    'management-open-to-role': 'The documented form of the key is refused, for want of a colon.',
    'multiple-credentials-coexist': canned,
    'reissue-after-revoke-works': stateless,
    'revoke-idempotent-no-oracle': 'The documented form of the key is refused, for want of a colon.',
    'revoke-needs-id': stateless,
    'revoke-only-target': stateless,
    'rotation-overlap': stateless,
    'secret-entropy': canned,
    'secret-unique': canned,
  },
};
