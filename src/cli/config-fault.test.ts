import { expect, it } from "vitest";
import { ConfigSchema } from "../core/config.js";
import { configFault } from "./config-fault.js";

const TIER = { id: "haiku", model: "claude-haiku-5-5" };

it.each<[config: unknown, told: string]>([
  [{ teirs: [] }, ' field "teirs": there is no such field; did you mean tiers?'],
  [{ tiers: [{ ...TIER, prams: {} }] }, ' field "tiers.0.prams": there is no such field; did you mean params?'],
  [
    { rates: { haiku: { x: 1 } } },
    ' field "rates.haiku.x": there is no such field; fields: requestsPerMinute, tokensPerMinute',
  ],
  [{ trials: 0 }, ' field "trials": give a whole number from 1 to 100, found 0'],
  [{ trials: 101 }, ' field "trials": give a whole number from 1 to 100, found 101'],
  [{ trials: 1.5 }, ' field "trials": give a whole number from 1 to 100, found 1.5'],
  [{ trials: "3" }, ' field "trials": give a whole number from 1 to 100, found "3"'],
  [{ deadlineMs: 5 }, ' field "deadlineMs": give a whole number of 100 or more, found 5'],
  [{ seed: Number.NaN }, ' field "seed": give a whole number, found NaN'],
  [{ margin: 3 }, ' field "margin": give a number between 0 and 1, found 3'],
  [{ traffic: { triage: 0 } }, ' field "traffic.triage": give a number above 0, found 0'],
  [{ tiers: [] }, ' field "tiers": give a list of 1 or more, found a list of 0'],
  [{ tiers: [{ id: "haiku" }] }, ' field "tiers.0.model": give text, found nothing'],
  [{ tiers: [{ ...TIER, id: "a b" }] }, ' field "tiers.0.id": must be 1 to 64 of A-Z a-z 0-9 . _ -, found "a b"'],
  [
    { tiers: [{ ...TIER, params: { maxTokens: 0 } }] },
    ' field "tiers.0.params.maxTokens": give a whole number of 1 or more, found 0',
  ],
  [
    { tiers: [{ ...TIER, params: { effort: "hi" } }] },
    ' field "tiers.0.params.effort": give one of: low, medium, high, xhigh, max, found "hi"',
  ],
  [
    { tiers: [{ ...TIER, params: { thinking: { type: "on" } } }] },
    ' field "tiers.0.params.thinking.type": give one of: adaptive, disabled, enabled, found "on"',
  ],
  [
    { tiers: [{ ...TIER, params: { thinking: { type: "enabled", budgetTokens: 3 } } }] },
    ' field "tiers.0.params.thinking.budgetTokens": give a whole number of 1024 or more, found 3',
  ],
  [{ evals: () => "evals" }, ' field "evals": give text, found a function'],
  [{ evals: { folder: "evals" } }, ' field "evals": give text, found an object'],
  [{ db: Symbol.iterator }, ' field "db": give text, found Symbol(Symbol.iterator)'],
  [3, ": not a configuration, found 3; write: export default defineConfig({ … })"],
  [[], ": not a configuration, found a list of 0; write: export default defineConfig({ … })"],
  [{ trials: "9".repeat(100) }, ` field "trials": give a whole number from 1 to 100, found "${"9".repeat(79)}…`],
])("%# %s", (config, told) => {
  const { error } = ConfigSchema.safeParse(config);
  expect(error && configFault(error, config)).toBe(told);
});
