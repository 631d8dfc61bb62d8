import { defineConfig } from "vitest/config";

const mutated = process.env["MUTATED"] ?? "src/stats/*";
const judges = process.env["MUTATION_TESTS"] ?? mutated;

/**
 * For Stryker: a room's code is judged by the room's own tests, which say what it should do. Long simulations and
 * enumerations (x.validity.test.ts, traps.test.ts) stay out: a changed program would run them thousands of times.
 * No build for tests is made: the processes of such tests would run an unchanged program.
 */
export default defineConfig({
  test: {
    include: [`${judges}.test.ts`],
    exclude: ["**/*.validity.test.ts", "**/traps.test.ts"],
    // The files share one thread: starting one for each costs more than the tests in it.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
