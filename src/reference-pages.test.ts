import { describe, expect, it } from "vitest";
import { FLAG_NAMES } from "./cli/flag-variables.js";
import { loadDefault } from "./cli/load-module.js";
import { loadProject } from "./cli/load-project.js";
import { VERBS } from "./cli/main.js";
import { ALWAYS } from "./cli/parse-words.js";
import { flagForm } from "./cli/verb-help.js";
import { ConfigSchema } from "./core/config.js";
import { EXIT, messageOf } from "./core/errors.js";
import { defineEval, type EvalSpec } from "./core/eval.js";
import { TierParamsSchema, TierSchema } from "./core/tier.js";
import * as library from "./index.js";
import { priceBook } from "./models/price-book.js";
import { FollowedDocument } from "./testing/followed-document.js";
import { emptyProject } from "./testing/test-project.js";

const commandLine = new FollowedDocument("docs/command-line.md");
const configuration = new FollowedDocument("docs/configuration.md");
const scorers = new FollowedDocument("docs/scorers.md");

/** What stands below a heading, up to the next. */
function section({ text }: FollowedDocument, heading: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

/** The cells of all tables, without their headings. */
function rows(text: string): readonly (readonly string[])[] {
  const lines = [...text.matchAll(/^\| (`.*) \|$/gm)].map(([, row = ""]) => row);
  return lines.map((line) => line.split(" | "));
}

/** What stands in backticks. */
function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}

function flagIn(text: string): string {
  return /--([a-z-]+)/.exec(text)?.[1] ?? text;
}

describe("the page of the command line", () => {
  const shared = rows(section(commandLine, "Shared flags")).map(([flag = ""]) => flag);

  it.each(Object.keys(VERBS))("has every flag of %s, and no other", async (name) => {
    const verb = await VERBS[name]?.load();
    if (verb === undefined) throw new RangeError(name);
    const text = section(commandLine, name);
    expect(text).toContain(`\`${["tierbench", name, verb.positionals.shown].join(" ").trim()}\``);
    const own = rows(text).map(([flag = ""]) => flag);
    const taken = quoted(/^Shared[^:]*: ([\s\S]*?)\.\n/m.exec(text)?.[1] ?? "");
    const named = taken.filter((word) => word.startsWith("--")).map(flagIn);
    expect([...own.map(flagIn), ...named].sort()).toEqual(Object.keys(verb.flags).sort());
    const forms = Object.entries(verb.flags).map(([flag, what]) => `\`${flagForm(flag, what)}\``);
    expect(own.filter((form) => !forms.includes(form))).toEqual([]);
    expect(named.filter((flag) => !shared.some((form) => flagIn(form) === flag))).toEqual([]);
  });

  it("names no flag that no verb has", () => {
    const known = [...FLAG_NAMES, ...Object.keys(ALWAYS)];
    const named = [...commandLine.text.matchAll(/--([a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);
    expect(named.filter((flag) => !known.includes(flag))).toEqual([]);
    expect(known.filter((flag) => !named.includes(flag))).toEqual([]);
  });

  it("says what every exit code means", () => {
    const codes = [...section(commandLine, "Exit codes").matchAll(/^\| (\d[\d, ]*) \|/gm)].flatMap(([, list = ""]) =>
      list.split(", ").map(Number),
    );
    expect(codes).toEqual(Object.values(EXIT).sort((a, b) => a - b));
  });
});

describe("the page of the configuration", () => {
  it("has every field, and no other", () => {
    const [fields = ""] = configuration.text.split(/^## /m);
    expect(rows(fields).map(([name]) => name)).toEqual(Object.keys(ConfigSchema.shape).map((name) => `\`${name}\``));
    const params = Object.keys(TierParamsSchema.shape).map((name) => `params.${name}`);
    const tier = Object.keys(TierSchema.shape).flatMap((name) => (name === "params" ? params : [name]));
    expect(rows(section(configuration, "Tiers")).map(([name]) => name)).toEqual(tier.map((name) => `\`${name}\``));
  });

  it("has every field of an eval, and no other", () => {
    const listed = rows(section(configuration, "Fields of an eval")).flatMap(([names = ""]) => quoted(names));
    const said = refusal(() => defineEval({ nothing: true } as unknown as EvalSpec));
    expect(said).toContain(`; fields: ${listed.join(", ")}`);
  });

  it("has examples that are accepted", async () => {
    using project = emptyProject();
    for (const { file, text } of configuration.files) project.write(file, text);
    const { config, tiers } = await loadProject(project.path("."));
    expect(tiers.map(({ id }) => id)).toEqual(["haiku", "sonnet", "opus"]);
    expect(config.judge).toBe("sonnet");
    expect(priceBook(JSON.parse(project.read("prices.json")), "prices.json").models.size).toBe(1);
  });
});

describe("the page of scorers and signals", () => {
  const listed = rows(scorers.text).filter(([call = ""]) => /^`\w+\(.*\)`$/.test(call));

  it("has every function of the library, and no other", () => {
    const functions = Object.entries(library).filter(
      ([name, value]) => typeof value === "function" && /^[a-z]/.test(name),
    );
    const named = listed.map(([call = ""]) => /\w+/.exec(call)?.[0] ?? "");
    expect(named).toHaveLength(new Set(named).size);
    expect(new Set(named)).toEqual(new Set(functions.map(([name]) => name)));
  });

  it("has examples that make what they say, under the names that it gives", async () => {
    const examples = listed.flatMap((cells) => {
      const [call = "", example = ""] = [cells[0], cells.at(-1)].map((cell) => quoted(cell ?? "")[0]);
      const name = /\w+/.exec(call)?.[0] ?? "";
      return example.startsWith(`${name}(`) ? [{ name, example }] : [];
    });
    expect(examples.length).toBeGreaterThanOrEqual(28);
    using project = emptyProject();
    const names = [...new Set(examples.map(({ name }) => name))];
    const list = examples.map(({ example }) => example).join(",\n");
    project.write("made.ts", `import { ${names.join(", ")} } from "tierbench";\nexport default [${list}];\n`);
    const made = (await loadDefault(project.path("made.ts"))) as readonly { readonly name: string }[];
    const renamed = { custom: "short", pairwiseJudge: "pairwise", pattern: "order-number", validatorSignal: "one-of" };
    const expected = examples.map(({ name }) => (renamed as Record<string, string>)[name] ?? hyphened(name));
    expect(made.map(({ name }) => name)).toEqual(expected);
  });
});

it.each([commandLine, configuration, scorers])("links of reference pages lead somewhere", (page) => {
  expect(page.brokenLinks).toEqual([]);
});

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    return messageOf(thrown);
  }
  return "";
}
