import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tierbench\/router$/, replacement: new URL("./src/router/create-router.ts", import.meta.url).pathname },
      { find: /^tierbench$/, replacement: new URL("./src/index.ts", import.meta.url).pathname },
    ],
  },
  test: {
    include: ["src/**/*.test.ts"],
    globalSetup: "./scripts/test-build.js",
    // Files share their processes: starting one for each, and loading everything again, costs more than the tests.
    isolate: false,
    maxWorkers: 2,
    reporters: ["default", "./scripts/closing-line.js"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
