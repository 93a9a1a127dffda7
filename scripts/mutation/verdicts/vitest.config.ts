import { defineConfig } from 'vitest/config';

/** The unit tests of the verdict logic alone, for StrykerJS. */
export default defineConfig({
  test: {
    include: [process.env['MUTATION_TESTS'] ?? 'suites/{judging,predict,rules}/**/*.test.ts'],
    testTimeout: 60_000,
    // One worker, modules loaded once and by Node itself: seconds become milliseconds per mutation.
    isolate: false,
    server: { deps: { external: [/\/(?:spec|suites)\/(?!.*\.test)/] } },
  },
});
