import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startCli } from "../testing/cli-process.js";
import { startTestApi, TEST_KEY, type TestProject, testProject } from "../testing/test-project.js";

/** Processes start slowly where many tests run at once. */
const PATIENCE_MS = 240_000;
const VERBS = ["run", "list --parquet lake", "report --min-items 2"];

/** Writes every connection and every look-up of a name to a file; its threads do so too. */
const RECORDER = `
  import dns from "node:dns";
  import { appendFileSync } from "node:fs";
  import { createRequire, syncBuiltinESMExports } from "node:module";
  import net from "node:net";
  const record = (what) => appendFileSync(process.env.CONNECTIONS, what + "\\n");
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    const [first] = Array.isArray(args[0]) ? args[0] : args;
    record(typeof first === "object" ? (first.path ?? (first.host ?? "localhost") + ":" + first.port) : "port " + String(first));
    return connect.apply(this, args);
  };
  for (const where of [dns, dns.promises])
    for (const name of Object.keys(where).filter((key) => /^(lookup|resolve)/.test(key))) {
      const real = where[name];
      if (typeof real === "function") where[name] = (...args) => (record("name " + String(args[0])), real.apply(where, args));
    }
  syncBuiltinESMExports();
`;

function recorded(project: TestProject): readonly string[] {
  if (!existsSync(project.path("connections"))) return [];
  return [...new Set(project.read("connections").trim().split("\n"))].sort();
}

describe("the connections of everything that tierbench does", () => {
  it(
    "go to the configured host alone, and no name is looked up",
    async () => {
      using project = testProject(4);
      await using api = await startTestApi(project);
      const env = { ...api.env, CONNECTIONS: project.path("connections") };
      for (const args of VERBS) {
        const { code, err } = await startCli(args.split(" "), { cwd: project.root, env, before: RECORDER }).ended;
        expect([args, code], err).toEqual([args, expect.any(Number)]);
        expect([0, 4], err).toContain(code);
      }
      expect(api.stats().requests).toBe(12);
      expect(recorded(project)).toEqual([new URL(api.env["ANTHROPIC_BASE_URL"] ?? "").host]);
    },
    PATIENCE_MS,
  );

  it(
    "are seen where there are others",
    () => {
      using project = testProject(1);
      const elsewhere = `
        ${RECORDER}
        await fetch("http://127.0.0.1:59999/").catch(() => 0);
        await new Promise((done) => dns.lookup("localhost", done));`;
      const env = { PATH: process.env["PATH"] ?? "", CONNECTIONS: project.path("connections") };
      const found = spawnSync(process.execPath, ["--input-type=module", "--eval", elsewhere], {
        env,
        encoding: "utf8",
      });
      expect([found.status, found.stderr]).toEqual([0, ""]);
      expect(recorded(project)).toEqual(["127.0.0.1:59999", "name localhost"]);
    },
    PATIENCE_MS,
  );

  it.skipIf(!works("strace", ["-V"]))(
    "are the same as the kernel sees them, native code too (skipped without strace)",
    async () => {
      using project = testProject(4);
      await using api = await startTestApi(project);
      const log = project.path("strace.log");
      for (const args of VERBS) {
        const run = startCli(args.split(" "), {
          cwd: project.root,
          env: api.env,
          under: ["strace", "-f", "-qq", "-e", "trace=connect", "-A", "-o", log],
        });
        expect([0, 4]).toContain((await run.ended).code);
      }
      const { port } = new URL(api.env["ANTHROPIC_BASE_URL"] ?? "");
      const connections = readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => /sa_family=AF_INET/.test(line));
      expect(connections.length).toBeGreaterThan(0);
      const ours = `sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")`;
      expect(connections.filter((line) => !line.includes(ours))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.skipIf(!works("unshare", ["-rn", "sh", "-c", "ip link set lo up"]))(
    "need no network but loopback (skipped without unshare)",
    async () => {
      using project = testProject(2);
      const run = startCli(["run", "--provider", "simulator", "--quiet"], {
        cwd: project.root,
        under: ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$0" "$@"'],
      });
      expect(await run.ended).toMatchObject({ code: 0, err: "" });
    },
    PATIENCE_MS,
  );
});

function works(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a host that a variable alone has named", () => {
  const env = { ANTHROPIC_API_KEY: TEST_KEY, ANTHROPIC_BASE_URL: "https://gateway.invalid/anthropic" };

  it.each([
    ["run", {}, /would send the API key to gateway\.invalid; if it is meant, say --allow-base-url gateway\.invalid$/],
    ["run --allow-base-url other.invalid", {}, /to gateway\.invalid, and --allow-base-url names other\.invalid; if/],
    ["run --allow-base-url gateway.invalid:8443", {}, /names gateway\.invalid:8443; if/],
    ["run", { TIERBENCH_ALLOW_BASE_URL: "invalid" }, /names invalid; if/],
    [
      "run --allow-base-url 127.0.0.1",
      { ANTHROPIC_BASE_URL: "https://127.0.0.1.invalid" },
      /to 127\.0\.0\.1\.invalid, and/,
    ],
  ])("gets no key: %s %o", async (args, more, message) => {
    using project = testProject(2);
    const ran = await project.tierbench(args, { env: { ...env, ...more } });
    expect([ran.code, ran.err]).toEqual([2, [expect.stringMatching(message)]]);
    expect(ran.out).toEqual([]);
  });

  it("is asked where the flag names it too, and no flag is needed to cost nothing", async () => {
    using project = testProject(1);
    project.write("tierbench.config.mjs", `export default ${JSON.stringify({ deadlineMs: 200 })};`);
    const args = "run --tiers haiku --config tierbench.config.mjs";
    // The host does not exist: what counts is that the run was begun.
    const named = await project.tierbench(`${args} --allow-base-url GATEWAY.invalid`, { env });
    expect([named.code, named.text]).toEqual([4, expect.stringContaining("1 errored")]);
    expect((await project.tierbench(`${args} --dry-run`, { env })).code).toBe(0);
  });
});
