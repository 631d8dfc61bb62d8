import { describe, expect, it } from "vitest";
import { reportSample } from "../testing/report-sample.js";
import { provenanceView } from "./provenance-view.js";

const sample = reportSample();

describe("provenance", () => {
  it("names table, checksum, seed and the models that served", () => {
    const view = provenanceView(sample);
    expect(view.facts).toContainEqual(["Checksum (SHA-256)", sample.table.checksum.value]);
    expect(view.facts).toContainEqual(["Answers", "simulated"]);
    expect(view.options).toContainEqual(["Seed", "1"]);
    expect(view.models[0]).toMatchObject({ tier: "haiku", asked: "claude-haiku-5-5", served: "claude-haiku-5-5" });
  });

  it("shows the host of a base URL, never what else is in it", () => {
    const runs = sample.runs.map((run) => ({
      ...run,
      baseUrl: "https://name:secret@gateway.example:8443/v1?key=s3cr3t",
    }));
    const text = JSON.stringify(provenanceView({ ...sample, runs }));
    expect(text).toContain("host gateway.example:8443");
    expect(text).not.toMatch(/secret|s3cr3t/);
  });

  it("writes traffic as shares of one", () => {
    const options = { ...sample.calibration.options, traffic: { a: 3, b: 1 } };
    const view = provenanceView({ ...sample, calibration: { ...sample.calibration, options } });
    expect(view.options).toContainEqual(["Traffic", "a 75\u00a0%, b 25\u00a0%"]);
  });

  it("names the split of items that made the table and that tested it", () => {
    const view = provenanceView(sample);
    const { split } = sample.calibration.whole;
    expect(view.facts).toContainEqual(["Independent items that made tables", "180"]);
    expect(view.facts).toContainEqual(["Independent items that tested them", "270"]);
    expect(view.facts).toContainEqual(["Names of those that tested (SHA-256)", split?.testUnitsSha256]);
    const without = { ...sample.calibration, whole: { ...sample.calibration.whole, split: null } };
    expect(JSON.stringify(provenanceView({ ...sample, calibration: without }).facts)).not.toContain("tested");
  });

  it("names the objective and the volume", () => {
    const options = {
      ...sample.calibration.options,
      objective: { kind: "budget", costUsd: 0.001 } as const,
      tasksPerDay: 1200,
    };
    const view = provenanceView({ ...sample, calibration: { ...sample.calibration, options } });
    expect(view.options).toContainEqual(["Objective", "best quality for a budget: $0.0010 per item"]);
    expect(view.options).toContainEqual(["Tasks per day", "1,200"]);
    expect(provenanceView(sample).options).toContainEqual(["Objective", "lowest cost that keeps the promises"]);
  });
});
