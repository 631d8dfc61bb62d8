import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { EXIT, UsageError } from "../../core/errors.js";
import { DEFAULT_TIERS } from "../../models/default-ladder.js";
import { defineVerb } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { writeFileWhole } from "../write-file.js";

const TEMPLATES = fileURLToPath(new URL("../scaffold", import.meta.url));
const SUFFIX = ".tmpl";
/** Folders whose place in a repository differs from their place among the templates. */
const PLACES: { readonly [folder: string]: string } = { workflows: ".github/workflows" };

/** `init`: a configuration, an eval, a dataset and a workflow that run as they are. */
export const initVerb = defineVerb({
  name: "init",
  summary: "scaffold a configuration, one eval, one dataset and a CI workflow",
  positionals: { shown: "[folder]", least: 0, most: 1 },
  flags: { quiet: { type: "boolean", short: "q", help: "say nothing" } },
  input: z.strictObject({ quiet: commonInput.quiet }),
  run({ quiet }, [folder = "."], effects) {
    const root = resolve(effects.cwd, folder);
    const values = { ...modelIds(), canary: uuid(effects.randomHex(16)) };
    const files = templates().map((template) => ({
      path: join(root, placeOf(template)),
      content: filled(template, values),
    }));
    const taken = files.find(({ path }) => existsSync(path));
    if (taken !== undefined)
      throw new UsageError(`${relative(effects.cwd, taken.path)} is already there; init overwrites nothing`);
    for (const { path, content } of files) writeFileWhole(path, content);
    if (quiet) return Promise.resolve(EXIT.ok);
    for (const { path } of files) effects.print(`wrote ${relative(effects.cwd, path)}`);
    effects.print("");
    effects.print(
      "try it offline:  npx tierbench run --provider simulator && npx tierbench calibrate && npx tierbench report",
    );
    effects.print("what it costs:   npx tierbench run --dry-run");
    effects.print("ignore in git:   .tierbench/ and reports/");
    return Promise.resolve(EXIT.ok);
  },
});

function templates(folder = TEMPLATES): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? templates(path) : [path];
    });
}

function placeOf(template: string): string {
  const [first = "", ...rest] = relative(TEMPLATES, template).slice(0, -SUFFIX.length).split(/[\\/]/);
  return join(PLACES[first] ?? first, ...rest);
}

function filled(template: string, values: { readonly [name: string]: string }): string {
  const text = readFileSync(template, "utf8");
  return text.replace(/(?<!\$)\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

function modelIds(): { readonly [tier: string]: string } {
  return Object.fromEntries(DEFAULT_TIERS.map(({ id, model }) => [id, model]));
}

/** 32 hex digits in the form of a random UUID. */
function uuid(hex: string): string {
  const versioned = `${hex.slice(0, 12)}4${hex.slice(13, 16)}a${hex.slice(17)}`;
  return versioned.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
