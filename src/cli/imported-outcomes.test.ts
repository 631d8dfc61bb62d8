import { existsSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Backtest } from "../calibrate/backtest.js";
import type { Calibration } from "../core/calibration.js";
import { emptyProject, type Ran } from "../testing/test-project.js";

const FOLDER = new URL("../../../shared/data/", import.meta.url).pathname;
const IS_THERE = existsSync(`${FOLDER}bfcl-claude3.csv.gz`);

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

async function good(args: string): Promise<Ran> {
  const ran = await project.tierbench(args);
  expect([args, ran.code, ran.text]).toEqual([args, 0, expect.any(String)]);
  return ran;
}

function imported(name: string, flags = ""): Promise<Ran> {
  return good(`import ${FOLDER}${name}.csv.gz --format outcomes ${flags}`);
}

describe.skipIf(!IS_THERE)(
  `outcomes of real models (${IS_THERE ? "read from" : "skipped: nothing at"} ../shared/data)`,
  () => {
    it("bfcl: the published means and costs, and a table", async () => {
      const { out } = await imported("bfcl-claude3");
      expect(out.join("\n")).toMatch(/^sonnet-3-5 +1700 +0 +0\.9053 +\$0\.00221$/m);
      const { json, text } = await good("calibrate --reference opus --json");
      const { overall, tierOrder, taskTypes } = json as Calibration;
      expect(tierOrder).toEqual(["haiku", "sonnet", "sonnet-3-5", "opus"]);
      expect(overall.map(({ quality, costUsd }) => [quality.v.toFixed(4), costUsd?.v.toFixed(6)])).toEqual([
        ["0.7506", "0.000183"],
        ["0.8200", "0.002135"],
        ["0.9053", "0.002205"],
        ["0.8800", "0.010898"],
      ]);
      expect(taskTypes).toHaveLength(12);
      expect(text).not.toContain("SIMULATED");
      const said = (await good("calibrate --reference opus")).out.join("\n");
      expect(said).toMatch(/^always-haiku +0\.7506 .*\$0\.000183 +98\.3 %$/m);
      expect(said).toMatch(/^always-opus +0\.8800 .*\$0\.0109 +0\.0 %$/m);
      const route = await good("route routing-table.json --task-type simple");
      expect(route.text).toMatch(/^simple → sonnet-3-5\n.*claude-3-5-sonnet-20240620/);
      expect(route.text).toMatch(/^promise {3}non-inferiority, at most 3\.0 % with 95\.0 % confidence/m);
      const { size } = await import("node:fs/promises").then(({ stat }) => stat(project.path("routing-table.json")));
      expect(size).toBeLessThan(1_048_576);
    });

    it("mot-date: a real signal, and a cascade that it carries", async () => {
      await imported("mot-date", "--tiers small,medium,large");
      const { json } = await good("calibrate mot-date --reference large --harm 0.05 --json");
      const [date] = (json as Calibration).taskTypes;
      expect(date?.cascades.some(({ path }) => path.endsWith("by agreement"))).toBe(true);
      expect(date?.choice.kind).toBe("cascade");
      const { text } = await good("route routing-table.json --task-type date");
      expect(text).toMatch(/^ {2}1\. ask medium \(gpt-3\.5-turbo\); take its answer if agreement ≥ 0\.\d+$/m);
    });

    it("zeroeval: six tiers on two task types", async () => {
      await imported("zeroeval-claude");
      const { json } = await good("calibrate zeroeval-claude --reference opus-3 --json");
      expect((json as Calibration).tierOrder).toHaveLength(6);
      expect((json as Calibration).taskTypes.map(({ taskType }) => taskType)).toEqual(["crux", "gsm"]);
    });

    it("zeroeval: two tiers that agree, paid for only where the agreement is read", async () => {
      const { out } = await imported("zeroeval-claude", "--agreement haiku-3+haiku-3-5 --name agreeing");
      expect(out.join("\n")).toMatch(/^haiku-3-5 +2119 +0 +0\.8476 +\$0\.000975$/m);
      const { json } = await good("backtest agreeing --reference sonnet-3-5 --repeats 2 --resamples 100 --json");
      const { policies } = json as Backtest;
      const alone = policies.find(({ name }) => name === "always-haiku-3-5");
      expect(alone?.costUsd?.value).toBeCloseTo(0.000975, 6);
      const front = policies.filter(
        ({ isOnFront, table }) => isOnFront && JSON.stringify(table).includes("agreement-with-haiku-3"),
      );
      expect(front.length).toBeGreaterThan(0);
    });

    it("bashkit: three runs in one file, calibrated one by one and together", async () => {
      const { out } = await imported("bashkit-claude");
      const runs = ["2026-02-28", "2026-05-26", "2026-06-26"].map((date) => `bashkit-claude-${date}`);
      for (const run of runs) expect(out.join("\n")).toContain(`run ${run}: 15 task types, 174 rows`);
      for (const names of [runs[2], runs.join(" ")]) {
        const { json } = await good(`calibrate ${names} --reference opus --json`);
        const decisions = (json as Calibration).taskTypes;
        expect(decisions).toHaveLength(15);
        for (const { status, choice } of decisions) {
          expect([status, choice]).toMatchObject(["insufficient-data", { kind: "single", tier: "opus" }]);
        }
      }
    });

    it("routellm-gsm8k: a cheap tier that is too weak is not used", async () => {
      await imported("routellm-gsm8k");
      const { json } = await good("calibrate routellm-gsm8k --reference large --json");
      expect((json as Calibration).taskTypes).toMatchObject([
        { taskType: "gsm8k", status: "certified", choice: { kind: "single", tier: "large" } },
      ]);
    });
  },
);
