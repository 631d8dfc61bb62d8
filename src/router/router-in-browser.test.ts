import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { routerBundle } from "../../scripts/bundle-router.js";
import { tableText } from "../core/table-file.js";
import { describeInChromium, findChromium, launchChromium } from "../testing/chromium.js";
import { SAMPLE_DAY, sampleTable } from "../testing/router-sample-table.js";

const ENTRY = fileURLToPath(new URL("create-router.ts", import.meta.url));

/** Runs everywhere, as text: decides and runs a cascade, and gives back plain data. */
const SCENARIO = `
import { createRouter, RouterTableError } from "./router.js";
export async function scenario(table, day) {
  const router = createRouter(table, { safeTier: "sonnet", now: () => day });
  const requests = [
    { taskType: "status-line" },
    { taskType: "extraction", inputTokens: 300000 },
    { taskType: "status-line", needs: { vision: true } },
    { taskType: "never-measured" },
    null,
  ];
  const call = async ({ tier }) => {
    if (tier === "sonnet") throw new Error("overloaded");
    return { response: "from " + tier, signals: { "self-report": "low" }, costUsd: 0.01 };
  };
  let refusal = null;
  try {
    createRouter(table.replace('"trials": 2', '"trials": 3'), { safeTier: "sonnet" });
  } catch (error) {
    refusal = [error instanceof RouterTableError, error.place];
  }
  return JSON.stringify({
    decisions: requests.map((request) => router.decide(request)),
    cascade: await router.run({ taskType: "extraction" }, call),
    refusal,
  });
}
`;
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>router</title>
<script type="module">import { scenario } from "./scenario.js"; window.scenario = scenario;</script>`;
const WORKER = `import { scenario } from "./scenario.js";
onmessage = async ({ data }) => postMessage(await scenario(data.table, data.day));`;

describeInChromium("the router in a browser", (executablePath) => {
  const table = tableText(sampleTable());
  let server: Server;
  let browser: Browser;
  let origin: string;
  let expected: string;

  beforeAll(async () => {
    const router = await routerBundle(ENTRY, true);
    const files: { readonly [path: string]: readonly [string, string] } = {
      "/": ["text/html", PAGE],
      "/router.js": ["text/javascript", router],
      "/scenario.js": ["text/javascript", SCENARIO],
      "/worker.js": ["text/javascript", WORKER],
    };
    server = createServer(({ url }, response) => {
      const [type, body] = files[url ?? ""] ?? ["text/plain", ""];
      response.writeHead(body === "" ? 404 : 200, { "content-type": type }).end(body);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium(executablePath);
    expected = await scenarioInNode(router, table);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it("decides and cascades in Node", () => {
    const { decisions, cascade, refusal } = JSON.parse(expected);
    expect(decisions.map(({ tier }: { tier: string }) => tier)).toEqual([
      "haiku",
      "sonnet",
      "sonnet",
      "sonnet",
      "sonnet",
    ]);
    expect(cascade).toMatchObject({ tier: "opus", record: { escalations: 1, end: "accepted" } });
    expect(refusal).toEqual([true, "checksum"]);
  });

  it("does the same in a page", async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const inPage = await page.evaluate(`scenario(${JSON.stringify(table)}, ${SAMPLE_DAY})`);
    expect(inPage).toBe(expected);
    await page.close();
  });

  it("does the same in a module worker", async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const inWorker = await page.evaluate(
      ([text, day]) =>
        new Promise((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          worker.addEventListener("message", ({ data }) => resolve(data));
          worker.addEventListener("error", ({ message }) => reject(new Error(message || "the worker failed")));
          worker.postMessage({ table: text, day });
        }),
      [table, SAMPLE_DAY],
    );
    expect(inWorker).toBe(expected);
    await page.close();
  });
});

it("a browser is looked for where CHROMIUM_PATH says, and nowhere else", () => {
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
  expect(findChromium()).toBe(process.execPath);
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  expect(findChromium()).toBeNull();
  vi.unstubAllEnvs();
});

/** The same bundle and the same scenario, loaded from memory. */
async function scenarioInNode(router: string, table: string): Promise<string> {
  const routerUrl = `data:text/javascript,${encodeURIComponent(router)}`;
  const source = SCENARIO.replace("./router.js", routerUrl);
  const { scenario } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`);
  return scenario(table, SAMPLE_DAY);
}
