import type { Rule } from '../../rule.ts';
import { apikeyAndBearerConflict } from './apikey-and-bearer-conflict.ts';
import { apikeyCrossChannel } from './apikey-cross-channel.ts';
import { apikeyHeaderOnly } from './apikey-header-only.ts';
import { apikeyIdSecretBothChecked } from './apikey-id-secret-both-checked.ts';
import { authzMethodTamper } from './authz-method-tamper.ts';
import { authzPathVariants } from './authz-path-variants.ts';
import { basicHeaderOnly } from './basic-header-only.ts';
import { basicTlsOnly } from './basic-tls-only.ts';
import { bearerBodyOnlyFormAndNotGet } from './bearer-body-only-form-and-not-get.ts';
import { bearerCookieNotAccepted } from './bearer-cookie-not-accepted.ts';
import { bearerExactMatch } from './bearer-exact-match.ts';
import { bearerFieldNotAccepted } from './bearer-field-not-accepted.ts';
import { bearerHeaderSupported } from './bearer-header-supported.ts';
import { bearerInvalidToken401 } from './bearer-invalid-token-401.ts';
import { bearerOneMethodPerRequest } from './bearer-one-method-per-request.ts';
import { bearerQueryNotAccepted } from './bearer-query-not-accepted.ts';
import { bearerQueryResponsePrivate } from './bearer-query-response-private.ts';
import { bearerTlsOnly } from './bearer-tls-only.ts';
import { corsNoReflectCredentials } from './cors-no-reflect-credentials.ts';
import { credentialExactMatch } from './credential-exact-match.ts';
import { credentialUnknown401 } from './credential-unknown-401.ts';
import { forwardedHeadersNotTrusted } from './forwarded-headers-not-trusted.ts';
import { http401WithoutCredentials } from './http-401-without-credentials.ts';
import { httpAuthnBeforeEverything } from './http-authn-before-everything.ts';
import { httpConditionalAndRangeNeedAuth } from './http-conditional-and-range-need-auth.ts';
import { httpDeniedHasNoSideEffect } from './http-denied-has-no-side-effect.ts';
import { httpHeadLikeGet } from './http-head-like-get.ts';
import { httpNoCredentialsInUrl } from './http-no-credentials-in-url.ts';
import { httpNoRedirectOnAuthFailure } from './http-no-redirect-on-auth-failure.ts';
import { httpOptionsPreflightOpenButEmpty } from './http-options-preflight-open-but-empty.ts';
import { httpPerRequestAuth } from './http-per-request-auth.ts';
import { httpProxyAuthorizationNotAccepted } from './http-proxy-authorization-not-accepted.ts';
import { httpTraceDisabled } from './http-trace-disabled.ts';
import { httpUnknownMethod } from './http-unknown-method.ts';
import { noTokenOnRedirect } from './no-token-on-redirect.ts';
import { tlsHstsInfo } from './tls-hsts-info.ts';

export const authenticationRules: readonly Rule[] = [
  apikeyAndBearerConflict,
  apikeyCrossChannel,
  apikeyHeaderOnly,
  apikeyIdSecretBothChecked,
  authzMethodTamper,
  authzPathVariants,
  basicHeaderOnly,
  basicTlsOnly,
  bearerBodyOnlyFormAndNotGet,
  bearerCookieNotAccepted,
  bearerExactMatch,
  bearerFieldNotAccepted,
  bearerHeaderSupported,
  bearerInvalidToken401,
  bearerOneMethodPerRequest,
  bearerQueryNotAccepted,
  bearerQueryResponsePrivate,
  bearerTlsOnly,
  corsNoReflectCredentials,
  credentialExactMatch,
  credentialUnknown401,
  forwardedHeadersNotTrusted,
  http401WithoutCredentials,
  httpAuthnBeforeEverything,
  httpConditionalAndRangeNeedAuth,
  httpDeniedHasNoSideEffect,
  httpHeadLikeGet,
  httpNoCredentialsInUrl,
  httpNoRedirectOnAuthFailure,
  httpOptionsPreflightOpenButEmpty,
  httpPerRequestAuth,
  httpProxyAuthorizationNotAccepted,
  httpTraceDisabled,
  httpUnknownMethod,
  noTokenOnRedirect,
  tlsHstsInfo,
];
