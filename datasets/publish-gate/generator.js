/**
 * The items of `publish-gate`: files of evidence, and the decision that the rule of `gate.js` computes from them.
 * @module
 */
import { Seeded } from "../seeded.js";
import { consumerDomains } from "./domains-consumer.js";
import { editorialDomains } from "./domains-editorial.js";
import { publicDomains } from "./domains-public.js";
import { technicalDomains } from "./domains-technical.js";
import { frenchDomain, germanDomain } from "./foreign.js";
import { decide } from "./gate.js";
import { json, log, table, yaml } from "./layouts-data.js";
import { chat, dossier, frenchFile, germanFile, mails, memo, minutes, ticket } from "./layouts-prose.js";
import { injections, pressure } from "./phrases-english.js";
import { cleanScenario, twisted, withEffect } from "./scenario.js";
import { secondLook } from "./second-look.js";
import { Wording } from "./wording.js";

/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("./gate.js").Evidence} Evidence */
/** @typedef {import("./gate.js").Decision} Decision */
/** @typedef {import("./twist.js").Twist} Twist */
/** @typedef {import("./wording.js").Language} Language */

const FILES = 330;
const OVER_LONG = 6;
const domains = [...technicalDomains, ...publicDomains, ...editorialDomains, ...consumerDomains];
const layouts = [dossier, mails, chat, minutes, ticket, memo, table, yaml, json, log, memo, dossier];
/** @type {Set<import("./layouts-prose.js").Layout>} */
const prose = new Set([dossier, mails, chat, minutes, ticket, memo]);
/** @type {readonly Decision[]} */
const DECISIONS = ["hold", "escalate", "release"];
/** How many twists that change nothing a file has besides. */
const HARMLESS = [0, 1, 0, 2, 0, 0, 1, 0, 3, 0, 1];
// Their wording is English only.
const ENGLISH_ONLY = new Set([
  "check-contradicted",
  "severity-contradicted",
  "another-candidate",
  "over-the-limit",
  "under-the-limit",
]);

/**
 * @param {number} index
 * @param {Language} language
 * @param {Seeded} seeded
 * @returns {Twist[]}
 */
function wishes(index, language, seeded) {
  const decision = DECISIONS[index % 3] ?? "hold";
  const round = Math.floor(index / 3);
  const usable = (/** @type {Decision} */ effect) =>
    withEffect(effect).filter(({ name }) => language === "en" || !ENGLISH_ONLY.has(name));
  const inTurn = (/** @type {Twist[]} */ all) => all.slice(round % all.length, (round % all.length) + 1);
  const harmless = seeded.sample(usable("release"), HARMLESS[round % HARMLESS.length] ?? 0);
  if (decision === "release")
    return seeded.shuffled([...inTurn(usable("release")).slice(0, round % 6 === 0 ? 0 : 1), ...harmless]);
  const main = inTurn(usable(decision));
  const more = seeded.chance(0.2) ? seeded.sample(usable(decision), 1) : [];
  const doubts = decision === "hold" && round % 3 === 0 ? seeded.sample(usable("escalate"), 1) : [];
  return [...new Set([...main, ...doubts, ...more, ...harmless])];
}

/** @type {(applied: readonly Twist[]) => "easy" | "medium" | "hard"} */
function bandOf(applied) {
  const weight = applied.reduce((sum, twist) => sum + twist.weight, 0);
  const isMixed =
    applied.some(({ effect }) => effect === "hold") && applied.some(({ effect }) => effect === "escalate");
  if (isMixed || weight >= 6) return "hard";
  return weight <= 2 ? "easy" : "medium";
}

/** @type {(scenario: Scenario, language: Language, seeded: Seeded) => { records: Evidence[], tags: string[] }} */
function withRemarks(scenario, language, seeded) {
  const pressing = language === "en" ? seeded.sample(pressure, seeded.integer(0, 1)) : [];
  const remarks = [...seeded.sample(scenario.domain.noise, seeded.integer(1, 3)), ...pressing];
  const injected = language === "en" && seeded.chance(0.12) ? [seeded.pick(injections)] : [];
  const said = [...remarks, ...injected].map((line) => ({ type: /** @type {const} */ ("remark"), said: line }));
  return { records: seeded.shuffled([...scenario.records, ...said]), tags: injected.length > 0 ? ["injection"] : [] };
}

/** @type {(scenario: Scenario, records: Evidence[], language: Language, seeded: Seeded) => { file: string, wording: Wording, isProse: boolean }} */
function written(scenario, records, language, seeded) {
  const layout = language === "de" ? germanFile : language === "fr" ? frenchFile : seeded.pick(layouts);
  const wording = new Wording(scenario, language, seeded);
  return { file: layout(wording, records), wording, isProse: language === "en" && prose.has(layout) };
}

/** @type {(index: number) => object[]} */
function filesOf(index) {
  const seeded = new Seeded(`publish-gate:${index}`);
  /** @type {Language} */
  const language = index % 22 === 7 ? "de" : index % 22 === 18 ? "fr" : "en";
  const wished = wishes(index, language, seeded);
  const isMeasured = wished.some(({ name }) => UNITS.has(name));
  const fitting = isMeasured ? domains.filter(({ measured }) => measured !== undefined) : domains;
  const domain = language === "de" ? germanDomain : language === "fr" ? frenchDomain : seeded.pick(fitting);
  const { scenario, applied } = twisted(cleanScenario(domain, isMeasured, seeded), wished, seeded);
  const { records, tags } = withRemarks(scenario, language, seeded);
  const own = [...applied.map(({ name }) => name), ...tags, ...(language === "en" ? [] : ["foreign-language"])];
  const { file, wording, isProse } = written(scenario, records, language, seeded);
  const expected = decide(scenario);
  const first = { input: { file }, expected, difficulty: bandOf(applied), tags: named(own) };
  if (!isProse || expected === "release" || index % 5 < 2) return [first];
  const cluster = `file-${String(index + 1).padStart(3, "0")}`;
  const {
    file: later,
    decision,
    added,
  } = secondLook(scenario, wording, file, new Seeded(`publish-gate:later:${index}`));
  const difficulty = decision === "release" && added.length < 3 ? "medium" : "hard";
  const second = { input: { file: later }, expected: decision, cluster, difficulty, tags: ["second-look", ...tags] };
  return [{ ...first, cluster }, second];
}

const NEAR = new Set([
  "another-candidate",
  "check-of-old-version",
  "approval-of-old-version",
  "waiver-for-another-check",
  "old-version-failed",
]);
const UNITS = new Set(["over-the-limit", "under-the-limit"]);

/** @type {(tags: string[]) => string[]} */
function named(tags) {
  const near = tags.some((tag) => NEAR.has(tag)) ? ["near-miss"] : [];
  const units = tags.some((tag) => UNITS.has(tag)) ? ["wrong-units"] : [];
  return [...new Set([...tags, ...near, ...units])];
}

/** @type {(number: number) => object} */
function bundle(number) {
  const seeded = new Seeded(`publish-gate:bundle:${number}`);
  const domain = /** @type {import("./domains-technical.js").Domain} */ (domains[(number * 5) % domains.length]);
  const { scenario, applied } = twisted(cleanScenario(domain, false, seeded), wishes(number, "en", seeded), seeded);
  const others = domain.names.filter((name) => name !== scenario.name);
  const rest = Array.from({ length: 12 }, (_, index) => {
    const other = twisted(cleanScenario(domain, false, seeded), wishes(index, "en", seeded), seeded).scenario;
    return {
      ...other,
      name: `${others[index % others.length]} ${seeded.pick(["North", "South", "East", "Export", "Classic", "Plus"])} ${index + 2}`,
    };
  });
  const files = seeded
    .shuffled([scenario, ...rest])
    .map((one) => written(one, withRemarks(one, "en", seeded).records, "en", seeded).file);
  const opening = `BUNDLE OF THE WEEK, ${files.length} files. To be decided: ${scenario.name}, and nothing else. The other files are here for information and have deciders of their own.`;
  return {
    input: { file: [opening, ...files].join("\n\n==========\n\n") },
    expected: decide(scenario),
    difficulty: "hard",
    tags: named([...applied.map(({ name }) => name), "over-long"]),
  };
}

/** Files in which there is nothing, or nothing but the front page: what is required is missing. */
const bare = ["", "Please find the file enclosed.\n\n[no attachment]", "(scan failed, 0 pages)"];

/** @returns {Generator<object>} */
export function* items() {
  const all = [
    ...Array.from({ length: FILES }, (_, index) => filesOf(index)).flat(),
    ...Array.from({ length: OVER_LONG }, (_, index) => bundle(index)),
    ...bare.map((file) => ({ input: { file }, expected: "hold", difficulty: "easy", tags: ["empty-input"] })),
  ];
  for (const [index, item] of new Seeded("publish-gate").shuffled(all).entries())
    yield { id: `pg-${String(index + 1).padStart(3, "0")}`, ...item };
}
