/**
 * Runs user-given patterns and schemas off the main thread, so that a pattern
 * that never ends can be ended. Plain JavaScript: a worker is loaded as it is.
 * @module
 */
import { parentPort } from "node:worker_threads";
import { Ajv2020 } from "ajv/dist/2020.js";

/** @typedef {{ id: number, kind: "pattern", source: string, flags: string, text: string }} PatternJob */
/** @typedef {{ id: number, kind: "schema", schema: object, isStrict?: boolean, value: unknown }} SchemaJob */
/** @typedef {{ isMatch: boolean, detail: string }} Checked */

/** @type {Map<string, import("ajv").ValidateFunction>} */
const compiled = new Map();

/**
 * Everything that does not depend on the answer: compiling a first schema takes
 * longer than any check of an answer may.
 *
 * @param {PatternJob | SchemaJob} job
 * @returns {() => Checked}
 */
function prepare(job) {
  if (job.kind === "pattern") {
    const expression = new RegExp(job.source, job.flags);
    return () => ({ isMatch: expression.test(job.text), detail: "" });
  }
  const validate = validatorOf(job.schema, job.isStrict === true);
  return () => {
    const isMatch = validate(job.value);
    const error = validate.errors?.[0];
    return { isMatch, detail: error ? `${error.instancePath || "/"} ${error.message ?? "does not fit"}` : "" };
  };
}

/** Of 2020-12, and of descriptions of interfaces: keywords that Ajv does not count among its own. */
const FURTHER_KEYWORDS = ["$anchor", "example"];

/**
 * An Ajv of its own for every schema: one would refuse a second schema of the same `$id`.
 *
 * @param {object} schema
 * @param {boolean} isStrict - a keyword that there is not, and that does not begin with `x-`, is an error
 */
function validatorOf(schema, isStrict) {
  const text = JSON.stringify(schema);
  const key = `${isStrict}:${text}`;
  const known = compiled.get(key);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, strictSchema: isStrict, allErrors: false, validateFormats: false });
  if (isStrict) ajv.addVocabulary([...FURTHER_KEYWORDS, ...new Set(text.match(/(?<=")x-[\w-]+(?=":)/g))]);
  const validate = ajv.compile(schema);
  compiled.set(key, validate);
  return validate;
}

parentPort?.on("message", (/** @type {PatternJob | SchemaJob} */ job) => {
  try {
    const check = prepare(job);
    parentPort?.postMessage({ id: job.id, started: true });
    parentPort?.postMessage({ id: job.id, ...check() });
  } catch (thrown) {
    parentPort?.postMessage({ id: job.id, failure: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
