/**
 * Carries out a scenario with a secret of every kind in reach, and looks for them
 * in every byte that is left: files, streams, temporary files, command lines.
 * @module
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type CliProcess, type Ended, startCli } from "./cli-process.js";
import { CANARIES, secretsIn } from "./secret-scan.js";
import type { SecretScenario, Stop } from "./secret-scenarios.js";
import { startTestApi, TEST_CONFIG, type TestProject, testProject } from "./test-project.js";

const ITEMS = 4;
const TABLES = "SELECT table_name FROM information_schema.tables";
/** What is done with a run afterwards. */
const VERBS = [
  "run --resume --retry-errors --debug",
  "run --resume --json",
  "score latest",
  "list --json --parquet lake",
  "calibrate --allow-missing --min-items 2 --json",
  "report --allow-missing --min-items 2",
  "query 'SELECT * FROM no_such_table'",
  "run --simulator-port 1 --debug",
];
/** Files that hold a secret because the test has put it there. */
const INPUTS = [".git/config"];
const PLANTED_BUG = `process.on("message", () => { throw new Error("planted bug"); }); process.channel.unref();`;

/** Where a secret was found, and how it was spelt there. */
export interface Leak {
  readonly place: string;
  readonly secrets: readonly string[];
}

export interface SecretFinding {
  readonly leaks: readonly Leak[];
  /** How the run itself has ended. */
  readonly ended: Ended;
  /** All that was searched, and how many bytes it had. */
  readonly places: readonly string[];
  readonly bytes: number;
}

export async function runWithSecrets(scenario: SecretScenario): Promise<SecretFinding> {
  using project = testProject(ITEMS);
  plant(project);
  const search = new Search();
  await using api = await startApi(scenario, project);
  const env = secretEnv(scenario, api.baseUrl, project);
  const run = startCli(["run", "-j", "2", "--debug"], { cwd: project.root, env, before: PLANTED_BUG });
  const { stop } = scenario;
  await until(() => api.requests() >= (stop?.afterRequests ?? 1), run);
  searchCommandLines(search);
  if (stop !== undefined) pull(stop.by, run);
  const ended = await run.ended;
  search.look("the streams of run", `${ended.out}\n${ended.err}`);
  searchFiles(project, search);
  for (const args of [...VERBS, ...(await tableQueries(project))]) {
    const ran = await project.tierbench(args, { env });
    search.look(args, ran.text);
  }
  searchFiles(project, search);
  await searchLake(project, search);
  return { leaks: search.leaks, ended, places: [...search.places], bytes: search.bytes };
}

class Search {
  readonly leaks: Leak[] = [];
  readonly places = new Set<string>();
  bytes = 0;

  look(place: string, content: string | Buffer): void {
    const bytes = Buffer.from(content);
    this.places.add(place);
    this.bytes += bytes.length;
    const secrets = secretsIn(bytes);
    if (secrets.length > 0) this.leaks.push({ place, secrets });
  }
}

function plant(project: TestProject): void {
  const url = `https://x-access-token:${encodeURIComponent(CANARIES.git)}@git.example.com/team/evals.git`;
  project.write(".git/config", `[remote "origin"]\n\turl = ${url}\n\ttoken = ${CANARIES.git}\n`);
  // Stalled answers end soon, and so do waits for the next attempt.
  project.write("tierbench.config.ts", `export default ${JSON.stringify({ ...TEST_CONFIG, deadlineMs: 2500 })};\n`);
  mkdirSync(project.path("tmp"));
}

function secretEnv({ hasBaseUrlSecret = false }: SecretScenario, baseUrl: string, project: TestProject) {
  const secret = `gateway:${encodeURIComponent(CANARIES.baseUrl)}@`;
  return {
    ANTHROPIC_API_KEY: CANARIES.key,
    ANTHROPIC_AUTH_TOKEN: CANARIES.token,
    ANTHROPIC_CUSTOM_HEADERS: `X-Gateway-Token: ${CANARIES.header}`,
    ANTHROPIC_BASE_URL: hasBaseUrlSecret ? baseUrl.replace("://", `://${secret}`) : baseUrl,
    ANTHROPIC_LOG: "debug",
    HTTPS_PROXY: `http://proxy:${encodeURIComponent(CANARIES.proxy)}@127.0.0.1:9`,
    TMPDIR: project.path("tmp"),
  };
}

interface Api extends AsyncDisposable {
  readonly baseUrl: string;
  requests(): number;
}

async function startApi({ echo, faults }: SecretScenario, project: TestProject): Promise<Api> {
  if (echo !== undefined) return startEcho(echo);
  // Slow enough that a run is still going on when it is to be stopped.
  const api = await startTestApi(project, faults, 0.05);
  return {
    baseUrl: api.env["ANTHROPIC_BASE_URL"] ?? "",
    requests: () => api.stats().requests,
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** A server that repeats all that it was sent. */
async function startEcho(echo: NonNullable<SecretScenario["echo"]>): Promise<Api> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const sent = request.rawHeaders.join(" ");
    response.setHeader("request-id", String(request.headers.authorization));
    request.resume().on("end", () => {
      response.writeHead(echo === "answer" ? 200 : 400, {
        "content-type": echo === "page" ? "text/html" : "application/json",
      });
      response.end(echoBody(echo, sent, requests));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function echoBody(echo: NonNullable<SecretScenario["echo"]>, sent: string, count: number): string {
  if (echo === "page") return `<html><body>Who is ${sent}?</body></html>`;
  if (echo === "error")
    return JSON.stringify({ type: "error", error: { type: "invalid_request_error", message: `Who is ${sent}?` } });
  return JSON.stringify({
    id: `msg_${count}`,
    type: "message",
    role: "assistant",
    model: TEST_CONFIG.tiers[count % 3]?.model,
    content: [{ type: "text", text: `You are ${sent}` }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 10 },
  });
}

function pull(by: Stop, { child }: CliProcess): void {
  if (by === "throw") child.send("throw");
  else child.kill(by);
}

async function until(holds: () => boolean, { child }: CliProcess): Promise<void> {
  while (!holds() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Those of all processes; what ends meanwhile has none. */
function searchCommandLines(search: Search): void {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      search.look(`the command line of process ${name}`, readFileSync(join("/proc", name, "cmdline")));
    } catch {
      continue;
    }
  }
}

function searchFiles(project: TestProject, search: Search): void {
  for (const name of project.files()) {
    if (!INPUTS.includes(name)) search.look(name, readFileSync(project.path(name)));
  }
}

/** A database keeps text compressed, where a search of its bytes is blind. */
async function tableQueries(project: TestProject): Promise<readonly string[]> {
  const { code, text } = await project.tierbench(`query '${TABLES}' --json`);
  if (code !== 0) return [];
  const { rows } = JSON.parse(text) as { readonly rows: readonly (readonly string[])[] };
  return rows.map(([table = ""]) => `query 'SELECT * FROM "${table}"' --json`);
}

async function searchLake(project: TestProject, search: Search): Promise<void> {
  const files = project.files().filter((name) => name.endsWith(".parquet") && statSync(project.path(name)).size > 0);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const name of files) {
    const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${project.path(name)}')`);
    search.look(`rows of ${name}`, JSON.stringify(reader.getRowsJson()));
  }
  connection.closeSync();
  instance.closeSync();
}
