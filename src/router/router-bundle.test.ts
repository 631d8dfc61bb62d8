import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleRouter, routerBundle } from "../../scripts/bundle-router.js";
import { MOST_BYTES, routerSize } from "../../scripts/router-size.js";
import { routingTableJsonSchema, writeRoutingTableSchema } from "../../scripts/routing-table-schema.js";
import { RoutingTableSchema } from "../core/routing-table.js";
import { tableText } from "../core/table-file.js";
import { SAMPLE_DAY, sampleTable } from "../testing/router-sample-table.js";
import { withValue } from "../testing/router-table-change.js";

const ENTRY = fileURLToPath(new URL("create-router.ts", import.meta.url));
const CORE = fileURLToPath(new URL("../core/routing-table.ts", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tierbench-router-"));
  for (const room of ["router", "core"]) await mkdir(join(folder, room));
  await writeFile(join(folder, "router", "neighbour.js"), "export const near = globalThis.near;\n");
  await writeFile(join(folder, "core", "price.js"), "globalThis.price = 1;\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the bundle", () => {
  it(`stands alone and has at most ${MOST_BYTES} bytes minified`, async () => {
    expect(MOST_BYTES).toBe(20_000);
    expect(await routerSize(ENTRY)).toBeGreaterThan(5000);
  });

  it.each([
    ["a built-in", 'import "node:fs";', false],
    ["a package", 'import "zod";', false],
    ["another room", 'import "../core/price.js";', false],
    ["what is only known later", 'await import("./" + Math.random());', false],
    ["nothing", "", true],
    ["its own room", 'import "./neighbour.js";', true],
  ])("that loads %s: taken or refused", async (_name, line, isTaken) => {
    const file = join(folder, "router", "entry.js");
    await writeFile(file, `${line}\nexport const loaded = true;\n`);
    const bundled = routerBundle(file, true).then(
      () => "taken",
      (error: Error) => error.message,
    );
    expect(await bundled).toMatch(isTaken ? /^taken$/ : /must stand alone/);
  });

  it("is one readable module with every public name, and routes", async () => {
    await writeFile(join(folder, "router", "create-router.js"), await routerBundle(ENTRY, false));
    await bundleRouter(folder, folder);
    const file = join(folder, "router.js");
    expect(await readFile(file, "utf8")).not.toMatch(/^import |require\(/m);
    const built = (await import(pathToFileURL(file).href)) as typeof import("./create-router.js");
    expect(Object.keys(built).sort()).toEqual(["RouterCallError", "RouterTableError", "createRouter"]);
    const router = built.createRouter(tableText(sampleTable()), { safeTier: "opus", now: () => SAMPLE_DAY });
    expect(router.decide({ taskType: "status-line" }).tier).toBe("haiku");
  });
});

describe("the JSON Schema", () => {
  const validate = new Ajv2020({ strict: false, formats: { "date-time": true, date: true } }).compile(
    routingTableJsonSchema(RoutingTableSchema),
  );

  it("takes the sample and refuses a broken table", () => {
    expect(validate(JSON.parse(tableText(sampleTable())))).toBe(true);
    for (const path of [
      ["defaults", "maxHops"],
      ["routes", "extraction", "plan", 0, "accept"],
      ["validity", "expiresAt"],
    ]) {
      expect(validate(withValue(path, "broken"))).toBe(false);
    }
  });

  it("is written from the built schema", async () => {
    const bundle = await rolldown({ input: CORE, platform: "node" });
    const core = join(folder, "core", "routing-table.js");
    await bundle.write({ file: core, format: "esm" });
    await bundle.close();
    await writeRoutingTableSchema(folder, folder);
    const written: unknown = JSON.parse(await readFile(join(folder, "routing-table.v1.schema.json"), "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(routingTableJsonSchema(RoutingTableSchema))));
  });
});
