import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { startTestApi, TEST_KEY, type TestProject, testProject } from "../testing/test-project.js";

let project: TestProject;
const said: string[] = [];

beforeEach(() => {
  project = testProject(6);
  said.length = 0;
});
afterEach(() => project[Symbol.dispose]());

/** The key as it may be spelled: as it is, in part, in hex, in base64 at each of its three alignments. */
const SPELLINGS: readonly string[] = [
  TEST_KEY,
  TEST_KEY.slice(0, 20),
  TEST_KEY.slice(-12),
  Buffer.from(TEST_KEY).toString("hex"),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(TEST_KEY)
      .subarray(shift, shift + 24)
      .toString("base64")
      .replace(/=+$/, ""),
  ),
  encodeURIComponent(TEST_KEY),
];

function leaks(bytes: Buffer): readonly string[] {
  return SPELLINGS.filter((spelling) => bytes.includes(spelling));
}

async function tell(args: string, env: { readonly [name: string]: string }): Promise<void> {
  const ran = await project.tierbench(args, { env });
  said.push(...ran.out, ...ran.err);
}

function expectNoLeak(): void {
  expect(leaks(Buffer.from(said.join("\n")))).toEqual([]);
  for (const name of project.files()) expect([name, leaks(readFileSync(project.path(name)))]).toEqual([name, []]);
}

it("finds a planted key", () => {
  expect(leaks(Buffer.from(`x ${TEST_KEY} y`)).length).toBeGreaterThan(2);
  for (const before of ["", "a", "ab"]) {
    expect(leaks(Buffer.from(Buffer.from(`${before}${TEST_KEY}yz`).toString("base64")))).toHaveLength(1);
  }
});

it("the key is in nothing that is said or written, whatever goes wrong", async () => {
  const faults: FaultPlan = [
    { match: { model: "claude-haiku-5-5" }, nth: 1, rate: 0.4, fault: { kind: "status", status: 400 } },
    { match: { model: "claude-haiku-5-5" }, nth: 1, rate: 0.4, fault: { kind: "reset-mid-body" } },
    { match: { model: "claude-sonnet-5-5" }, nth: 1, rate: 0.4, fault: { kind: "text-html-200" } },
    { match: { model: "claude-opus-5-5" }, nth: 1, rate: 0.4, fault: { kind: "wrong-model" } },
  ];
  await using api = await startTestApi(project, faults);
  for (const args of [
    "run --no-progress",
    "run --resume --retry-errors",
    "list --json --parquet lake",
    "calibrate --allow-missing --min-items 2 --json",
    "report --allow-missing --min-items 2",
    "query 'SELECT * FROM attempts'",
    "query 'SELECT * FROM runs' --json",
    "run --simulator-port 1 --debug",
  ]) {
    await tell(args, api.env);
  }
  expect(project.files()).toEqual(expect.arrayContaining([".tierbench/results.duckdb", "routing-table.json"]));
  expectNoLeak();
});

it("nor where the other side repeats it", async () => {
  const echo = createServer((request, response) => {
    const message = `who are you, ${request.headers.authorization} ${String(request.headers["x-api-key"])}?`;
    response.writeHead(400, {
      "content-type": "application/json",
      "request-id": String(request.headers.authorization),
    });
    response.end(JSON.stringify({ type: "error", error: { type: "invalid_request_error", message } }));
  });
  await new Promise<void>((done) => echo.listen(0, "127.0.0.1", done));
  const env = {
    ANTHROPIC_API_KEY: TEST_KEY,
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${(echo.address() as AddressInfo).port}`,
  };
  try {
    for (const args of ["run --limit 2 -j 1", "query 'SELECT * FROM attempts' --json", "list --json"])
      await tell(args, env);
    expect(said.join("\n")).toContain("6 errored");
    expectNoLeak();
  } finally {
    echo.close();
  }
});
