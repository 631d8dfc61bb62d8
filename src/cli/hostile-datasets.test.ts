import { existsSync, mkdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE_DATASETS } from "../testing/hostile-datasets.js";
import { startTestApi, type TestApi, type TestProject, testProject } from "../testing/test-project.js";

let project: TestProject;
let api: TestApi;

beforeAll(async () => {
  project = testProject();
  api = await startTestApi(project);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  project[Symbol.dispose]();
});

describe("a run on a dataset that is refused asks nobody", () => {
  const refused = HOSTILE_DATASETS.flatMap(({ name, write, verdict }) =>
    typeof verdict === "number" ? [] : [[name, write, verdict] as const],
  );

  it.each(refused)("%s", async (_, write, verdict) => {
    const folder = project.path("datasets/triage");
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    write(folder);
    const ran = await project.tierbench("run", { env: api.env });
    expect([ran.code, ran.out, ran.err]).toEqual([2, [], [expect.stringMatching(verdict)]]);
    expect(ran.err[0]).toMatch(/^tierbench: [^\n]+$/);
    expect(api.stats().requests).toBe(0);
    expect(existsSync(project.path(".tierbench"))).toBe(false);
  });
});
