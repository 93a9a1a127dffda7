const unverified = 'Prism looks whether a credential is there, never whether it is a real one.';
const stateless = 'Prism keeps nothing: what is made is gone, what is ended goes on.';
const canned = 'Every answer is the example of the document, whatever was asked.';
const roleless = 'Prism knows no roles: whoever is somebody may do everything.';
const colon = 'A key without a colon is no Basic pair to Prism, so the documented form is refused.';

/** On every document alike. */
const always = {
  'credential-exact-match': unverified,
  'http-405-has-allow': 'HEAD is answered with 405, without Allow.',
  'http-credentials-grammar-refused': unverified,
  'http-ctl-in-field': 'Control characters in a credential do not disturb Prism.',
  'secret-unique': canned,
};

const issuesCanned = {
  'credential-of-others-closed': stateless,
  'issue-mass-assignment': canned,
  'issue-name-kept': canned,
  'issued-date-true': canned,
  'management-needs-auth-and-role': roleless,
  'multiple-credentials-coexist': canned,
  'secret-entropy': canned,
};

/** What `prism mock` gets wrong, by document and rule, and why. */
export const pinned: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  codat: {
    ...always,
    ...issuesCanned,
    'credential-new-works': colon,
    'credential-unknown-401': unverified,
    'free-tenant-same-endpoints': colon,
    'management-open-to-role': colon,
    'reissue-after-revoke-works': colon,
    'revoke-idempotent-no-oracle': colon,
    'revoke-needs-id': colon,
    'revoke-only-target': colon,
    'rotation-overlap': colon,
  },
  cutover: {
    ...always,
    'authz-matrix-deny': roleless,
    'credential-unknown-401': unverified,
    'non-interactive-cannot-sign-in': unverified,
    'secret-shown-once': canned,
    'user-appears-in-list': stateless,
    'user-creation-needs-right': roleless,
    'user-email-unique': stateless,
  },
  regate: {
    ...always,
    ...issuesCanned,
    'authz-matrix-deny': roleless,
    'authz-row-cardinality': roleless,
    'authz-row-sequence': roleless,
    'bearer-empty-token': unverified,
    'bearer-exact-match': unverified,
    'bearer-invalid-token-401': unverified,
    'bearer-literal-junk': unverified,
    'credential-rights-not-makers': roleless,
    'http-scheme-case-insensitive': 'Prism wants the word Bearer in this very spelling.',
    'scope-no-extra': canned,
    'secret-shown-once': canned,
    'tenant-odd-ids-closed': canned,
  },
};
