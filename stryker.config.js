/**
 * Mutation testing: `npm run mutation` changes the code of src/stats in every small way and looks whether the tests
 * notice. Another room: `MUTATED='src/calibrate/*' npm run mutation`; single files, judged by their own tests alone:
 * `MUTATED='src/stats/{tango,holm}'`. With `--mutate src/stats/tango.ts` all tests of the room judge one file, and
 * `MUTATION_TESTS='src/calibrate/calibrate'` names the tests that judge a file without tests of its own.
 */
const mutated = process.env["MUTATED"] ?? "src/stats/*";
const name = mutated.replaceAll(/[^a-z]+/g, "-").replaceAll(/^-|-$/g, "");

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
const options = {
  mutate: [`${mutated}.ts`, `!${mutated}.test.ts`],
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation.vitest.config.js", related: false },
  coverageAnalysis: "perTest",
  // There is no such file on purpose: Stryker would rewrite a tsconfig with an API that TypeScript 7 has not got.
  tsconfigFile: "no-such.json",
  concurrency: 1,
  // Endless loops die soon; the factor covers a machine that is busy with other things.
  timeoutMS: 4000,
  timeoutFactor: 2,
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { logTests: false, allowColor: false },
  htmlReporter: { fileName: `reports/mutation/${name}.html` },
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
  incrementalFile: `reports/mutation/${name}-incremental.json`,
  ignorePatterns: [
    "dist",
    "dist.next",
    "dist.test",
    "dist.test.next",
    "datasets",
    "docs",
    "evals",
    "reports",
    "coverage",
    ".tierbench",
  ],
  thresholds: { high: 95, low: 90, break: 90 },
};

export default options;
