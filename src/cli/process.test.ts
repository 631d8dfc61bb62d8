import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestProject, testProject } from "../testing/test-project.js";

const ROOT = new URL("../../", import.meta.url).href;
const cacheFolder = mkdtempSync(join(tmpdir(), "tierbench-cli-cache-"));
/** `bin.ts` as Node would run it once it is built. */
const BIN = `
  import { createJiti } from "${ROOT}node_modules/jiti/lib/jiti.mjs";
  await createJiti("${ROOT}", { fsCache: process.argv[1] }).import("${ROOT}src/cli/bin.ts");
`;

let project: TestProject;

beforeAll(() => {
  project = testProject(24);
});
afterAll(() => {
  project[Symbol.dispose]();
  rmSync(cacheFolder, { recursive: true, force: true });
});

function tierbench(args: readonly string[], env: { readonly [name: string]: string } = {}): ChildProcess {
  const words = ["--input-type=module", "--eval", BIN, cacheFolder, ...args];
  return spawn(process.execPath, words, { cwd: project.root, env: { PATH: process.env["PATH"] ?? "", ...env } });
}

/** Everything a process says, and how it ends. */
async function ended(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said.err += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...said };
}

describe("the process", () => {
  it("answers on standard output, and complains on standard error with exit code 2", async () => {
    const good = await ended(tierbench(["--version"]));
    expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
    const bad = await ended(tierbench(["rnu"]));
    expect(bad).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/^tierbench: unknown verb "rnu".*\n$/) });
  });

  it("goes on when nobody reads what it says", async () => {
    const child = tierbench(["run", "--provider", "simulator"]);
    child.stderr?.destroy();
    child.stdout?.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect((await project.tierbench("list")).text).toMatch(/simulated +finished/);
  });

  it("finishes the calls under way when it is interrupted, and ends with 130", async () => {
    await using api = await startTestApi(project, [], 0.3);
    const child = tierbench(["run", "-j", "2"], api.env);
    let isFirst = true;
    child.stderr?.on("data", () => {
      if (isFirst) child.kill("SIGINT");
      isFirst = false;
    });
    const { code, err } = await ended(child);
    expect([code, err]).toEqual([130, expect.stringMatching(/interrupted: finishing [^]*nothing is lost; go on with/)]);
    const { json } = await project.tierbench(
      "query 'SELECT count(*) FROM outcomes WHERE run_id = (SELECT max(run_id) FROM runs)' --json",
    );
    expect(json).toMatchObject({ rows: [[api.stats().paidCalls]] });
    expect(api.stats().paidCalls).toBeLessThan(72);
  });
});
