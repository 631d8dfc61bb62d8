/**
 * The items of `binary-check`: claims about texts that were written by hand, and about logbooks that are long.
 * @module
 */
import { Seeded } from "../seeded.js";
import { adversarial } from "./documents-adversarial.js";
import { foreign } from "./documents-foreign.js";
import { formal } from "./documents-formal.js";
import { privateTexts } from "./documents-private.js";
import { publicTexts } from "./documents-public.js";
import { technical } from "./documents-technical.js";
import { turns } from "./documents-turns.js";
import { work } from "./documents-work.js";
import { logbooks } from "./logbook.js";

const documents = [work, publicTexts, privateTexts, technical, formal, foreign, adversarial, turns, logbooks].flat();

/** @returns {Generator<object>} the items in order: claims about one text do not stand together */
export function* items() {
  const claims = documents.flatMap(({ text, claims }, index) =>
    claims.map((claim) => ({ ...claim, text, cluster: `text-${String(index + 1).padStart(3, "0")}` })),
  );
  const order = new Seeded("binary-check").shuffled(claims);
  for (const [index, { text, claim, expected, cluster, difficulty, tags }] of order.entries()) {
    const id = `bc-${String(index + 1).padStart(3, "0")}`;
    yield { id, input: { text, claim }, expected, cluster, difficulty, tags };
  }
}
