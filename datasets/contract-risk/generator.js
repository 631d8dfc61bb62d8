/**
 * The items of `contract-risk`: clauses that were written by hand, contract by contract, and a few that are over-long.
 * @module
 */
import { Seeded } from "../seeded.js";
import { adversarialContracts } from "./contracts-adversarial.js";
import { creativeContracts } from "./contracts-creative.js";
import { financeContracts } from "./contracts-finance.js";
import { longContracts } from "./contracts-long.js";
import { propertyContracts } from "./contracts-property.js";
import { researchContracts } from "./contracts-research.js";
import { serviceContracts } from "./contracts-services.js";
import { softwareContracts } from "./contracts-software.js";
import { splitContracts } from "./contracts-split.js";
import { tradeContracts } from "./contracts-trade.js";
import { overLongContracts } from "./over-long.js";

/** @typedef {import("./clause.js").Clause} Clause */

const contracts = [
  softwareContracts,
  creativeContracts,
  propertyContracts,
  tradeContracts,
  financeContracts,
  serviceContracts,
  researchContracts,
  longContracts,
  splitContracts,
  adversarialContracts,
  overLongContracts,
].flat();

/** A clause of so many characters stands alone. */
const LONG = 400;
/** How many of the short ones stand between others. */
const SHARE_IN_CONTEXT = 0.6;

/** @type {(clause: Clause) => boolean} */
const isPlain = ({ expected, difficulty, tags }) =>
  expected.risk === "none" && difficulty === "easy" && tags.every((tag) => tag === "foreign-language");

/**
 * A short clause as it stands in its contract, with a harmless one before it, after it, or both.
 * @param {Clause} clause
 * @param {Clause[]} plain - the harmless clauses of the contract
 * @param {Seeded} seeded
 * @returns {Clause}
 */
function inContext(clause, plain, seeded) {
  const isAlone =
    isPlain(clause) || clause.text === "" || clause.text.length > LONG || !seeded.chance(SHARE_IN_CONTEXT);
  if (isAlone || plain.length === 0) return clause;
  const [first, second] = seeded.shuffled(plain);
  const before = seeded.chance(0.6) ? first : undefined;
  const after = before === undefined ? first : seeded.chance(0.4) ? second : undefined;
  const lead = before === undefined ? "" : `${before.text}\n`;
  const text = `${lead}${clause.text}${after === undefined ? "" : `\n${after.text}`}`;
  const spans = clause.expected.spans.map(([start, end]) => [start + lead.length, end + lead.length]);
  return { ...clause, text, expected: { ...clause.expected, spans: /** @type {[number, number][]} */ (spans) } };
}

/** @returns {Generator<object>} the items in order: clauses of one contract do not stand together */
export function* items() {
  const seeded = new Seeded("contract-risk:context");
  const clauses = contracts.flatMap(({ kind, reader, clauses }, index) => {
    const plain = clauses.filter((clause) => isPlain(clause));
    const cluster = `contract-${String(index + 1).padStart(2, "0")}`;
    return clauses.map((clause) => ({ ...inContext(clause, plain, seeded), kind, reader, cluster }));
  });
  const order = new Seeded("contract-risk").shuffled(clauses);
  for (const [index, { text, kind, reader, expected, cluster, difficulty, tags }] of order.entries()) {
    const id = `cr-${String(index + 1).padStart(3, "0")}`;
    yield { id, input: { contract: kind, we: reader, clause: text }, expected, cluster, difficulty, tags };
  }
}
