/**
 * The last line of a test run, in one fixed form that any CI system can read:
 * `N passed, N failed, N skipped`.
 * @module
 */

export default class ClosingLine {
  /**
   * @param {readonly import("vitest/node").TestModule[]} testModules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(testModules, unhandledErrors) {
    const tests = testModules.flatMap((module) => [...module.children.allTests()]);
    /** @param {string} state */
    const count = (state) => tests.filter((test) => test.result().state === state).length;
    const broken = testModules.filter((module) => module.errors().length > 0).length + unhandledErrors.length;
    process.stdout.write(
      `\n${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped")} skipped\n`,
    );
  }
}
