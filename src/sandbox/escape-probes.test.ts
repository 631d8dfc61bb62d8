import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../core/program.js";
import type { ProbeFacts } from "../testing/escape-probe.js";
import { ESCAPE_PROBES } from "../testing/escape-probes.js";
import { Sandbox } from "./sandbox.js";

const sandbox = new Sandbox();
const refusals = new Map(
  await Promise.all(LANGUAGES.map(async (name) => [name, await sandbox.refusal(name)] as const)),
);

const folder = mkdtempSync(join(tmpdir(), "tierbench-escape-"));
const marker = `tierbench-escape-${process.pid}-${folder.slice(-6)}`;
const visitors: string[] = [];
const servers: Server[] = [];
let facts: ProbeFacts;

/** @returns where it listens */
function listen(where: object, name: string): Promise<number> {
  const server = createServer((peer) => {
    visitors.push(name);
    peer.destroy();
  });
  servers.push(server);
  return new Promise((resolve) =>
    server.listen(where, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
}

beforeAll(async () => {
  const keyFile = join(folder, "key");
  writeFileSync(keyFile, marker, { mode: 0o644 });
  process.env["TIERBENCH_ESCAPE_MARKER"] = marker;
  const port = await listen({ host: "127.0.0.1", port: 0 }, "port");
  const abstractSocket = `\0${marker}`;
  await listen({ path: abstractSocket }, "abstract socket");
  const projectFile = join(import.meta.dirname, "../../package.json");
  const places = { keyFile, projectFile, homeFolder: homedir() };
  facts = { ...places, port, abstractSocket, parentPid: process.pid, marker };
});

afterAll(() => {
  delete process.env["TIERBENCH_ESCAPE_MARKER"];
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Processes that carry the marker, and worlds that we have started and that are still there. */
function leftBehind(): readonly string[] {
  const found: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const isOurs = readFileSync(`/proc/${pid}/stat`, "utf8").includes(`) Z ${process.pid} `);
      if (Number(pid) !== process.pid && (words.includes(marker) || isOurs)) found.push(`${pid} ${words}`);
    } catch {
      // Gone meanwhile.
    }
  }
  return found;
}

it("has forty probes or more", () => {
  expect(ESCAPE_PROBES.length).toBeGreaterThanOrEqual(40);
  expect(new Set(ESCAPE_PROBES.map(({ language, name }) => `${language} ${name}`)).size).toBe(ESCAPE_PROBES.length);
});

for (const language of LANGUAGES) {
  const reason = refusals.get(language) ?? null;
  const title = reason === null ? `a program in ${language}` : `a program in ${language} (skipped: ${reason})`;
  describe.skipIf(reason !== null)(title, () => {
    const probes = ESCAPE_PROBES.filter((probe) => probe.language === language);
    it.each(probes.map((probe) => [probe.name, probe] as const))("%s, and is contained", async (_, probe) => {
      const ran = await sandbox.run({ language, source: probe.source, entry: "probe", calls: [[{ ...facts }]] });
      const result = ran.kind === "called" ? ran.results[0] : undefined;
      expect(result, JSON.stringify(ran)).toBeDefined();
      expect(result !== undefined && probe.isContained(result), JSON.stringify(ran).slice(0, 500)).toBe(true);
      expect(visitors).toEqual([]);
      await expect.poll(leftBehind, { timeout: 5_000 }).toEqual([]);
      expect(readdirSync(folder)).toEqual(["key"]);
      expect(readFileSync(join(folder, "key"), "utf8")).toBe(marker);
      expect(existsSync("/work/own.node") || existsSync("/written")).toBe(false);
    });
  });
}
