import { describe, expect, it } from "vitest";
import { defineEval } from "../core/eval.js";
import type { ModelClient } from "../core/model-client.js";
import type { Program, ProgramResult } from "../core/program.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { codeExamples, codeTests } from "../scorers/code-tests.js";
import { selfReport } from "../scorers/self-report.js";
import { validatorSignal } from "../scorers/validator-signal.js";
import { fixtureDataset, NOW_MS } from "../testing/benchmark-fixture.js";
import { sampleRoute, sampleTable } from "../testing/router-sample-table.js";
import { scriptedClient } from "../testing/scripted-client.js";
import { routeItem } from "./try-route.js";

const PASSES = { all: [{ signal: "code-examples", atLeast: "pass" }] };
const SURE = { all: [{ signal: "self-report", atLeast: "high" }] };
const LEVELS = ["low", "medium", "high"];
const TIERS = ["haiku", "opus"].map((id) => ({ id, model: `claude-${id}-5-5`, params: { maxTokens: 64 } }));

function tableWith(accept: typeof PASSES) {
  return sampleTable({
    signals: {
      "code-examples": { kind: "validator", levels: ["fail", "pass"], version: "1", onMissing: "lowest" },
      "self-report": { kind: "self-report", levels: LEVELS, version: "1", onMissing: "lowest" },
    },
    routes: {
      code: sampleRoute("code", [
        { tier: "haiku", accept, carry: "none" },
        { tier: "opus", accept: "always", carry: "none" },
      ]),
    },
  });
}

function evalWith(...signals: Parameters<typeof defineEval>[0]["signals"] & object): EvalWithItems {
  const evaluation = defineEval({
    taskType: "code",
    dataset: "none",
    prompt: () => ({ messages: [{ role: "user", content: "write add" }] }),
    scorers: [codeTests()],
    signals,
  });
  const input = { language: "python", entry: "add", examples: [{ args: [1, 2], returns: 3 }] };
  const dataset = fixtureDataset(1, "code");
  return { evaluation, dataset: { ...dataset, items: dataset.items.map((item) => ({ ...item, input })) } };
}

async function routed(one: EvalWithItems, accept: typeof PASSES, text: string, runProgram: Runs | undefined) {
  const [item] = one.dataset.items;
  if (item === undefined) throw new RangeError("no item");
  const scripted = scriptedClient(() => ({ text }));
  const client: ModelClient = { send: (request) => scripted.send(request, { callKey: `${"0".repeat(64)}:answer:0` }) };
  const tried = routeItem(tableWith(accept), one, item, { tiers: TIERS, client, nowMs: () => NOW_MS, runProgram });
  return { ...(await tried), asked: scripted.calls.length };
}

type Runs = (program: Program) => Promise<ProgramResult>;
const adding: Runs = ({ source }) =>
  Promise.resolve({ kind: "called", results: [{ kind: "returned", value: source.includes("+") ? 3 : 0 }] });

describe("a request that goes through the router", () => {
  it("has its answer run by the signals that need it", async () => {
    const one = evalWith(validatorSignal(codeExamples()));
    const right = await routed(one, PASSES, "def add(a, b): return a + b", adding);
    expect(right.record.hops.map(({ tier }) => tier)).toEqual(["haiku"]);
    expect(right.asked).toBe(1);
    const wrong = await routed(one, PASSES, "def add(a, b): return a", adding);
    expect(wrong.record.hops.map(({ tier }) => tier)).toEqual(["haiku", "opus"]);
    expect(wrong.record.hops[0]?.signals[0]).toMatchObject({ value: "fail", isMissing: false });
  });

  it("is refused in one line where they may not, before anybody is asked", async () => {
    const one = evalWith(validatorSignal(codeExamples()));
    await expect(routed(one, PASSES, "x", undefined)).rejects.toThrow(
      'eval "code" cannot be routed: code-examples run the answer as a program, only where --allow-code says so',
    );
  });

  it("says which signal could not be read, instead of reading doubt into it", async () => {
    const refused: Runs = () => Promise.resolve({ kind: "refused", reason: "no namespaces" });
    const program = await routed(evalWith(validatorSignal(codeExamples())), PASSES, "x", refused);
    expect(program.record.hops[0]?.signals[0]).toMatchObject({ signal: "code-examples", isMissing: true });
    const silent = await routed(evalWith(selfReport({ levels: ["low", "medium", "high"] })), SURE, "no report", adding);
    expect(silent.record.hops[0]?.signals[0]).toMatchObject({ signal: "self-report", isMissing: true });
  });
});
