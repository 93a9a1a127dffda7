import { expect, test } from 'vitest';
import { resolveSpec } from '../../spec/catalogue.ts';
import { loadFile } from '../../spec/load.ts';
import { fixedClaims, reordered, signedVariants, subjectClaim } from './signed-variants.ts';

const kind = loadFile(resolveSpec('spec/made-up/beacon.yaml')).credentials.get('access')!;
const genuine = {
  iss: 'https://beacon.example',
  aud: 'https://beacon.example/v3',
  sub: 'kari',
  iat: 1_700_000_000,
  exp: 1_700_000_900,
  jti: 'acc_1',
};
const variants = signedVariants(kind, genuine);

test('the same claims in another order are the same claims as another text', () => {
  expect(JSON.parse(reordered(genuine))).toEqual(genuine);
  expect(reordered(genuine)).not.toBe(JSON.stringify(genuine));
});

test('each variant has one thing wrong', () => {
  expect(new Set(variants.map(({ step, name }) => `${step} ${name}`)).size).toBe(variants.length);
  for (const { step, claims, header, name } of variants) {
    if (step === 'crit') {
      expect([JSON.parse(claims), header?.['crit']]).toEqual([genuine, ['urn:probe:unknown']]);
      continue;
    }
    const read = JSON.parse(claims) as Record<string, unknown>;
    const names = new Set([...Object.keys(read), ...Object.keys(genuine)]);
    const changed = [...names].filter(
      (one) => JSON.stringify(read[one]) !== JSON.stringify(genuine[one as keyof typeof genuine]),
    );
    expect([name, changed.length]).toEqual([name, 1]);
  }
});

test('a member that stands twice has its wrong value last', () => {
  const twice = variants.filter(({ step }) => step === 'duplicates').map(({ claims }) => claims);
  expect(twice).toHaveLength(2);
  expect(twice[0]?.match(/"exp":/g)).toHaveLength(2);
  expect(JSON.parse(twice[0] ?? '{}').exp).toBeLessThan(genuine.iat);
  expect(twice[1]).toMatch(/"sub":"kari".*"sub":"nobody-at-all"\}$/);
});

test('what the document fixes is read off its schema', () => {
  expect(fixedClaims(kind)).toEqual(['aud', 'iss']);
  expect(subjectClaim(kind)).toBe('sub');
  const opaque = loadFile(resolveSpec('spec/made-up/beacon.yaml')).credentials.get('RefreshToken')!;
  expect([fixedClaims(opaque), subjectClaim(opaque)]).toEqual([[], undefined]);
});
