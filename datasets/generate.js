/**
 * `npm run datasets -- <name>…`: writes `items.jsonl` of the datasets that have a `generator.js`
 * (its `items()` gives them in order). Without a name: of all.
 * @module
 */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** @returns {string[]} the datasets that are generated */
export function generated() {
  return readdirSync(here).filter((name) => existsSync(join(here, name, "generator.js")));
}

/**
 * @param {string} name - of a generated dataset
 * @returns {Promise<string>} its items, one JSON document per line
 */
export async function generate(name) {
  /** @type {{ items: () => Iterable<object> }} */
  const { items } = await import(pathToFileURL(join(here, name, "generator.js")).href);
  return [...items()].map((item) => `${JSON.stringify(item)}\n`).join("");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wished = process.argv.slice(2);
  const unknown = wished.find((name) => !generated().includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`no generator at datasets/${unknown}/generator.js; generated are ${generated().join(", ")}\n`);
    process.exitCode = 2;
  } else {
    for (const name of wished.length === 0 ? generated() : wished) {
      writeFileSync(join(here, name, "items.jsonl"), await generate(name));
    }
  }
}
