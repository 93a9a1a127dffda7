import type { Entry } from '../entry.ts';
import { status200ToEverything } from './200-to-everything.ts';
import { status204ToEverything } from './204-to-everything.ts';
import { status401ToEverything } from './401-to-everything.ts';
import { status429FarDate } from './429-far-date.ts';
import { status429ForAges } from './429-for-ages.ts';
import { status429Nan } from './429-nan.ts';
import { status429Negative } from './429-negative.ts';
import { status429OverMock } from './429-over-mock.ts';
import { status500ToEverything } from './500-to-everything.ts';
import { answersUnasked } from './answers-unasked.ts';
import { brokenChunks } from './broken-chunks.ts';
import { brotliBomb } from './brotli-bomb.ts';
import { changesItsMind } from './changes-its-mind.ts';
import { clockHoursOff } from './clock-hours-off.ts';
import { contradictoryLengths } from './contradictory-lengths.ts';
import { controlElsewhere } from './control-elsewhere.ts';
import { controlEndless } from './control-endless.ts';
import { controlGarbage } from './control-garbage.ts';
import { controlRedirects } from './control-redirects.ts';
import { controlResets } from './control-resets.ts';
import { cookieFlood } from './cookie-flood.ts';
import { deepJson } from './deep-json.ts';
import { deepObjects } from './deep-objects.ts';
import { deflateBomb } from './deflate-bomb.ts';
import { dripsBody } from './drips-body.ts';
import { dripsChunks } from './drips-chunks.ts';
import { dripsHead } from './drips-head.ts';
import { echoesEverything } from './echoes-everything.ts';
import { endlessBody } from './endless-body.ts';
import { endlessCloseBody } from './endless-close-body.ts';
import { extraAnswer } from './extra-answer.ts';
import { falseGzip } from './false-gzip.ts';
import { garbageStatusLine } from './garbage-status-line.ts';
import { gigabyteAnnounced } from './gigabyte-announced.ts';
import { gzipBomb } from './gzip-bomb.ts';
import { hangsAfterFirst } from './hangs-after-first.ts';
import { hangsOnEveryOther } from './hangs-on-every-other.ts';
import { headerFlood } from './header-flood.ts';
import { headerMegabyte } from './header-megabyte.ts';
import { htmlEverywhere } from './html-everywhere.ts';
import { hugeNumbers } from './huge-numbers.ts';
import { hugeSecret } from './huge-secret.ts';
import { impossibleStatus } from './impossible-status.ts';
import { informationalStorm } from './informational-storm.ts';
import { invalidJson } from './invalid-json.ts';
import { largeAnswers } from './large-answers.ts';
import { lengthAndChunks } from './length-and-chunks.ts';
import { negativeLength } from './negative-length.ts';
import { nestedGzipBomb } from './nested-gzip-bomb.ts';
import { noAnswer } from './no-answer.ts';
import { oddBytes } from './odd-bytes.ts';
import { plainOnHttps } from './plain-on-https.ts';
import { poisonedKeys } from './poisoned-keys.ts';
import { redirectElsewhere } from './redirect-elsewhere.ts';
import { redirectLoop } from './redirect-loop.ts';
import { refusesAfterFirst } from './refuses-after-first.ts';
import { resetsInBody } from './resets-in-body.ts';
import { resetsInHead } from './resets-in-head.ts';
import { secretFlood } from './secret-flood.ts';
import { serverErrorsAtRandom } from './server-errors-at-random.ts';
import { shortBody } from './short-body.ts';
import { slowPatterns } from './slow-patterns.ts';
import { terminalEscapes } from './terminal-escapes.ts';
import { tlsDrips } from './tls-drips.ts';
import { tlsExpired } from './tls-expired.ts';
import { tlsSelfSigned } from './tls-self-signed.ts';
import { tlsWrongHost } from './tls-wrong-host.ts';
import { unexpectedUpgrade } from './unexpected-upgrade.ts';
import { wrongContentType } from './wrong-content-type.ts';

/** Every way to be hostile or broken that the tool is tried on. File name = id. */
export const catalogue: readonly Entry[] = [
  noAnswer,
  refusesAfterFirst,
  hangsAfterFirst,
  hangsOnEveryOther,
  dripsHead,
  dripsBody,
  dripsChunks,
  resetsInHead,
  resetsInBody,
  endlessBody,
  endlessCloseBody,
  gigabyteAnnounced,
  gzipBomb,
  deflateBomb,
  brotliBomb,
  nestedGzipBomb,
  falseGzip,
  invalidJson,
  deepJson,
  deepObjects,
  hugeNumbers,
  poisonedKeys,
  wrongContentType,
  oddBytes,
  htmlEverywhere,
  terminalEscapes,
  redirectLoop,
  redirectElsewhere,
  garbageStatusLine,
  impossibleStatus,
  negativeLength,
  contradictoryLengths,
  lengthAndChunks,
  brokenChunks,
  unexpectedUpgrade,
  shortBody,
  headerFlood,
  headerMegabyte,
  informationalStorm,
  answersUnasked,
  extraAnswer,
  cookieFlood,
  serverErrorsAtRandom,
  clockHoursOff,
  changesItsMind,
  status429ForAges,
  status429Negative,
  status429Nan,
  status429FarDate,
  status429OverMock,
  status200ToEverything,
  status204ToEverything,
  status401ToEverything,
  status500ToEverything,
  secretFlood,
  hugeSecret,
  largeAnswers,
  echoesEverything,
  slowPatterns,
  tlsSelfSigned,
  plainOnHttps,
  tlsExpired,
  tlsWrongHost,
  tlsDrips,
  controlGarbage,
  controlElsewhere,
  controlRedirects,
  controlEndless,
  controlResets,
];
