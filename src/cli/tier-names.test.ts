import { describe, expect, it } from "vitest";
import { ConfigSchema, type ConfigSpec } from "../core/config.js";
import { UsageError } from "../core/errors.js";
import { TierSchema } from "../core/tier.js";
import { openPriceBook } from "../models/price-book.js";
import { oddOrder, refuseUnknownTiers } from "./tier-names.js";

const tier = (id: string, model = `claude-${id}-5-5`) => TierSchema.parse({ id, model, params: { maxTokens: 64 } });
const LADDER = [tier("haiku"), tier("sonnet"), tier("opus")];
const project = (spec: ConfigSpec) => ({ root: "/", config: ConfigSchema.parse(spec), tiers: LADDER });

describe("refuseUnknownTiers", () => {
  it("takes what names tiers that there are", () => {
    refuseUnknownTiers(project({}));
    refuseUnknownTiers(project({ reference: "sonnet", rates: { haiku: { requestsPerMinute: 10 } } }));
  });

  it.each<[ConfigSpec, string]>([
    [{ reference: "opuss" }, 'configuration field "reference": unknown tier "opuss"; did you mean opus?'],
    [{ rates: { opus: {}, haikuu: {} } }, 'configuration field "rates": unknown tier "haikuu"; did you mean haiku?'],
  ])("refuses %j", (spec, message) => {
    expect(() => refuseUnknownTiers(project(spec))).toThrow(UsageError);
    expect(() => refuseUnknownTiers(project(spec))).toThrow(`${message}; one of: haiku, sonnet, opus`);
  });
});

describe("oddOrder", () => {
  const [haiku, sonnet, opus] = LADDER as [(typeof LADDER)[0], (typeof LADDER)[0], (typeof LADDER)[0]];
  const said = (tiers: typeof LADDER) => oddOrder(tiers, openPriceBook(), Date.UTC(2026, 10, 20));

  it("says nothing where prices ascend, are the same, or are not known", () => {
    expect(said([haiku, sonnet, opus])).toBeNull();
    expect(said([tier("low", sonnet.model), sonnet, opus])).toBeNull();
    expect(said([tier("own", "someone-elses-model"), haiku])).toBeNull();
    expect(said([])).toBeNull();
  });

  it("names the first tier that costs more than the next", () => {
    expect(said([sonnet, opus, haiku])).toBe(
      'tiers are listed cheapest first, and the last is the reference unless the configuration names one; "opus" (claude-opus-5-5) costs more by token than "haiku" (claude-haiku-5-5), which stands after it',
    );
  });
});
