/**
 * The decision rule: what a file of evidence demands. The labels are computed by it, and by nothing else.
 * @module
 */

/**
 * @typedef {{ type: "check", day: number, check: string, version: string | null, passed: boolean, source?: string,
 *   measured?: { value: string, limit: string } }} Check - version null: the record does not say which
 * @typedef {{ type: "approval", day: number, role: string, by: string | null, version: string,
 *   verdict: "approved" | "refused" | "withdrawn" | "conditional", ask?: string }} Approval - by null: nobody knows who signed
 * @typedef {{ type: "condition", day: number, role: string, isMet: boolean, said: string }} ConditionNote
 * @typedef {{ type: "incident", day: number, id: string, about: string, severity: number | null,
 *   state: "open" | "closed" | "reopened", source?: string }} Incident - severity null: not rated yet
 * @typedef {{ type: "waiver", day: number, check: string, by: string, until: number | null }} Waiver - until: the last day
 * @typedef {{ type: "freeze", from: number, to: number }} Freeze - both days included
 * @typedef {{ type: "embargo", day: number }} Embargo - the first day on which it is allowed
 * @typedef {{ type: "elsewhere", day: number, name: string, what: string }} Elsewhere - about another candidate
 * @typedef {{ type: "remark", said: string }} Remark
 * @typedef {Check | Approval | ConditionNote | Incident | Waiver | Freeze | Embargo | Elsewhere | Remark} Evidence
 */

/**
 * @typedef {object} Scenario
 * @property {import("./domains-technical.js").Domain} domain
 * @property {string} name
 * @property {string} version
 * @property {string} previous - the version before
 * @property {string} author
 * @property {number} day - of the decision
 * @property {string[]} checks - required
 * @property {string[]} roles - whose approval is required
 * @property {Map<string, string>} people - role → who holds it
 * @property {Evidence[]} records
 */

/** @typedef {"met" | "unmet" | "unclear"} Finding */
/** @typedef {"release" | "hold" | "escalate"} Decision */

/**
 * @param {Scenario} scenario
 * @returns {Decision} hold where a requirement is certainly not met, else escalate where one cannot be settled
 */
export function decide(scenario) {
  const findings = [
    ...scenario.checks.map((check) => findCheck(scenario, check)),
    ...scenario.roles.map((role) => findApproval(scenario, role)),
    ...findIncidents(scenario),
    findTime(scenario),
  ];
  if (findings.includes("unmet")) return "hold";
  return findings.includes("unclear") ? "escalate" : "release";
}

/**
 * @template {Evidence["type"]} Type
 * @param {Scenario} scenario
 * @param {Type} type
 * @returns {Extract<Evidence, { type: Type }>[]}
 */
function ofType({ records }, type) {
  return /** @type {Extract<Evidence, { type: Type }>[]} */ (records.filter((record) => record.type === type));
}

/**
 * @template {{ day: number }} Dated
 * @param {Dated[]} records
 * @returns {Dated[]} those of the newest day
 */
function newest(records) {
  const day = Math.max(...records.map((record) => record.day));
  return records.filter((record) => record.day === day);
}

/** @type {(scenario: Scenario, check: string) => Finding} */
export function findCheck(scenario, check) {
  const results = ofType(scenario, "check").filter((record) => record.check === check);
  const last = newest(results.filter(({ version }) => version === scenario.version || version === null));
  if (last.length > 0 && last.every(({ passed }) => passed))
    return last.some(({ version }) => version === null) ? "unclear" : "met";
  if (last.some(({ passed }) => passed)) return "unclear";
  const waivers = ofType(scenario, "waiver").filter(
    (waiver) => waiver.check === check && waiver.by !== scenario.author,
  );
  if (waivers.some(({ until }) => until !== null && until >= scenario.day)) return "met";
  return waivers.some(({ until }) => until === null) ? "unclear" : "unmet";
}

/** @type {(scenario: Scenario, role: string) => Finding} */
export function findApproval(scenario, role) {
  const given = ofType(scenario, "approval").filter(
    (record) => record.role === role && record.version === scenario.version,
  );
  const last = newest(given);
  const [first] = last;
  if (first === undefined) return "unmet";
  if (new Set(last.map(({ verdict }) => verdict)).size > 1) return "unclear";
  if (first.verdict === "refused" || first.verdict === "withdrawn" || first.by === scenario.author) return "unmet";
  if (first.by === null) return "unclear";
  if (first.verdict === "approved") return "met";
  const notes = newest(ofType(scenario, "condition").filter((note) => note.role === role));
  if (notes.length === 0) return "unclear";
  return notes.every(({ isMet }) => isMet) ? "met" : "unmet";
}

/** @type {(scenario: Scenario) => Finding[]} */
function findIncidents(scenario) {
  const all = ofType(scenario, "incident");
  return [...new Set(all.map(({ id }) => id))].map((id) => {
    const last = newest(all.filter((incident) => incident.id === id));
    const blocking = last.map(({ state, severity }) =>
      state === "closed" ? "met" : severity === null ? "unclear" : severity <= 2 ? "unmet" : "met",
    );
    const [first = "met"] = blocking;
    return blocking.every((finding) => finding === first) ? first : "unclear";
  });
}

/** @type {(scenario: Scenario) => Finding} */
function findTime(scenario) {
  const isFrozen = ofType(scenario, "freeze").some(({ from, to }) => from <= scenario.day && scenario.day <= to);
  const isEarly = ofType(scenario, "embargo").some(({ day }) => scenario.day < day);
  return isFrozen || isEarly ? "unmet" : "met";
}
