/**
 * Files in sentences: dossiers, mails, chats, minutes, tickets, memos.
 * @module
 */

/** @typedef {import("./wording.js").Wording} Wording */
/** @typedef {import("./gate.js").Evidence} Evidence */
/** @typedef {(wording: Wording, records: Evidence[]) => string} Layout */

/** @type {(names: readonly string[], and?: string) => string} */
const listed = (names, and = "and") =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;

/** @type {(wording: Wording) => Record<"kind" | "name" | "v" | "author" | "day" | "checks" | "roles", string>} */
function head(wording) {
  const { domain, name, version, author, day, checks, roles } = wording.scenario;
  const and = { en: "and", de: "und", fr: "et" }[wording.language];
  return {
    kind: domain.kind,
    name,
    v: wording.version(version),
    author,
    day: wording.date(day),
    checks: listed(checks, and),
    roles: listed(roles, and),
  };
}

/** @type {(wording: Wording) => string} */
export function englishOpening(wording) {
  const { kind, name, v, author, day, checks, roles } = head(wording);
  return wording.seeded.pick([
    `Candidate: ${name} (${kind}), ${v}\nAuthor: ${author}\nDecision on: ${day}\nRequired checks: ${checks}\nRequired approvals: ${roles}`,
    `${name}, ${v} – ${kind}\nTo be decided on ${day}. Made by ${author}.\nWe need: ${checks}.\nWe need the signatures of: ${roles}.`,
    `On ${day} we decide about ${v} of ${name} (${kind}), which ${author} has made. Required are the ${checks}, and approval by ${roles}.`,
    `FILE FOR THE DECISION OF ${day}\n${kind}: ${name}, ${v}. Author ${author}.\nMust have passed: ${checks}.\nMust have approved: ${roles}.`,
    `What: ${name}, ${v} (${kind})\nBy: ${author}\nWhen: ${day}\nChecks asked for: ${checks}\nApprovals asked for: ${roles}`,
    `${kind} "${name}", ${v}, author: ${author}, date of decision: ${day}. The rule book asks for ${checks} as checks and for ${roles} as approvers.`,
  ]);
}

const TYPES = ["check", "waiver", "approval", "condition", "incident", "elsewhere", "freeze", "embargo", "remark"];

/** @type {(records: Evidence[]) => Evidence[]} */
export const grouped = (records) =>
  [...records].sort((one, other) => TYPES.indexOf(one.type) - TYPES.indexOf(other.type));

/**
 * Remarks and the calendar stay where chance has put them.
 * @type {(records: Evidence[]) => Evidence[]}
 */
export function chronological(records) {
  const dated = records.flatMap((record) => ("day" in record && record.type !== "embargo" ? [record] : []));
  dated.sort((one, other) => one.day - other.day);
  /** @type {Set<Evidence>} */
  const isDated = new Set(dated);
  let next = 0;
  return records.map((record) => {
    if (!isDated.has(record)) return record;
    next += 1;
    return dated[next - 1] ?? record;
  });
}

/** @type {(records: Evidence[], types: string[]) => Evidence[]} */
const only = (records, types) => records.filter(({ type }) => types.includes(type));

/** @type {Layout} */
export function dossier(wording, records) {
  const { seeded } = wording;
  const sections = /** @type {[string[], string[]][]} */ ([
    [["Checks", "1. TESTS", "Results", "What was checked", "A – Checks"], ["check"]],
    [
      ["Approvals", "2. SIGNATURES", "Who said yes, who said no", "Sign-off", "B – Approvals"],
      ["approval", "condition"],
    ],
    [["Incidents", "3. OPEN MATTERS AND OTHERS", "Trouble", "Known incidents", "C – Incidents"], ["incident"]],
    [
      ["Waivers and calendar", "4. EXCEPTIONS, DATES", "Exceptions", "Dates and exceptions", "D – Waivers, calendar"],
      ["waiver", "freeze", "embargo"],
    ],
    [
      ["Remarks", "5. MISC", "Other", "Odds and ends", "E – Remarks"],
      ["elsewhere", "remark"],
    ],
  ]);
  const style = seeded.integer(0, 4);
  const bullet = seeded.pick(["- ", "* ", "• ", ""]);
  const parts = sections.flatMap(([titles, types]) => {
    const lines = only(records, types).map((record) => `${bullet}${wording.sentence(record)}`);
    return lines.length === 0 ? [] : [`${titles[style]}\n${lines.join("\n")}`];
  });
  return [englishOpening(wording), ...parts].join("\n\n");
}

/** @type {Layout} */
export function mails(wording, records) {
  const { seeded, scenario } = wording;
  const people = [...new Set([...scenario.people.values(), scenario.author])];
  const letters = [];
  for (let left = [...records]; left.length > 0; ) {
    const some = left.splice(0, seeded.integer(1, 4));
    const [first] = some;
    const writer = first?.type === "approval" && first.by !== null ? first.by : seeded.pick(people);
    const said = some
      .map((record, index) => (index === 0 ? wording.ownWords(record) : wording.sentence(record)))
      .join(" ");
    const greeting = seeded.pick(["Hi all,", "Dear colleagues,", "Hello,", "All,", "", "Hi,"]);
    const closing = seeded.pick([`Best, ${writer}`, writer, `Regards\n${writer}`, `– ${writer}`]);
    letters.push(`From: ${writer}\n${[greeting, said, closing].filter((part) => part !== "").join("\n")}`);
  }
  const subject = seeded.pick([
    "Subject: documents for the decision",
    "Subject: Re: Re: go or no go",
    "Subject: what I have collected",
    "Fwd: all in one place",
  ]);
  return [subject, englishOpening(wording), ...letters].join("\n\n---\n");
}

/** @type {Layout} */
export function chat(wording, records) {
  const { seeded, scenario } = wording;
  const people = [...new Set([...scenario.people.values(), scenario.author])];
  const nick = (/** @type {string} */ name) => name.toLowerCase().replace(/[^\p{L}]/gu, "");
  const lines = chronological(records).map((record) => {
    const speaker = record.type === "approval" && record.by !== null ? record.by : seeded.pick(people);
    const said = wording.ownWords(record);
    return `${nick(speaker)}: ${seeded.chance(0.5) ? said.charAt(0).toLowerCase() + said.slice(1) : said}`;
  });
  return [`#release-room (pinned)\n${englishOpening(wording)}`, lines.join("\n")].join("\n\n");
}

/** @type {Layout} */
export function minutes(wording, records) {
  const { seeded, scenario } = wording;
  const people = [...scenario.people.values()];
  const verbs = ["reports", "notes", "reads out", "adds", "says for the record", "brings", "points to the file"];
  const lines = (seeded.chance(0.5) ? grouped(records) : records).map((record, index) => {
    const said = wording.sentence(record);
    const lead = seeded.chance(0.6) ? `${seeded.pick(people)} ${seeded.pick(verbs)}: ` : "";
    return `${index + 1}. ${lead}${said}`;
  });
  return [
    seeded.pick(["Minutes of the release meeting", "Release board, minutes", "Protocol, weekly gate"]),
    englishOpening(wording),
    lines.join("\n"),
  ].join("\n\n");
}

/** @type {Layout} */
export function ticket(wording, records) {
  const { seeded, scenario } = wording;
  const people = [...new Set([...scenario.people.values(), scenario.author])];
  const number = `${seeded.pick(["GATE", "REL", "PUB"])}-${seeded.integer(100, 9999)}`;
  const comments = chronological(records).map((record) => {
    const writer = record.type === "approval" && record.by !== null ? record.by : seeded.pick(people);
    return `${seeded.pick(["Comment by", "Added by", ">"])} ${writer}\n${wording.ownWords(record)}`;
  });
  return [`${number} | type: gate | status: waiting for decision`, englishOpening(wording), ...comments].join("\n\n");
}

/** @type {Layout} */
export function memo(wording, records) {
  const { seeded } = wording;
  const links = [
    "Then there is this: ",
    "Also in the folder: ",
    "On the next page: ",
    "In another hand: ",
    "Further down: ",
  ];
  const paragraphs = [];
  for (let left = grouped(records); left.length > 0; ) {
    const sentences = left.splice(0, seeded.integer(2, 6)).map((record) => wording.sentence(record));
    paragraphs.push(`${seeded.chance(0.4) ? seeded.pick(links) : ""}${sentences.join(" ")}`);
  }
  const start = seeded.pick([
    "Memo.",
    "To whoever decides:",
    "What the folder contains, read for you.",
    "Summary of the evidence, without an opinion of mine.",
  ]);
  return [start, englishOpening(wording), ...paragraphs].join("\n\n");
}

/** @type {Layout} */
export function germanFile(wording, records) {
  const { kind, name, v, author, day, checks, roles } = head(wording);
  const { seeded } = wording;
  const opening = seeded.pick([
    `${kind} „${name}“, ${v}\nVerfasser: ${author}\nEntscheidung am: ${day}\nGeforderte Prüfungen: ${checks}\nGeforderte Freigaben: ${roles}`,
    `Vorlage zum ${day}: ${kind} ${name}, ${v}, verfasst von ${author}. Gefordert sind die Prüfungen ${checks} sowie die Freigaben durch ${roles}.`,
  ]);
  const lines = records.map((record) => wording.sentence(record));
  const body = seeded.pick([
    () => lines.map((line) => `- ${line}`).join("\n"),
    () => lines.join(" "),
    () => lines.map((line, index) => `TOP ${index + 1}: ${line}`).join("\n"),
  ])();
  return `${opening}\n\n${body}`;
}

/** @type {Layout} */
export function frenchFile(wording, records) {
  const { kind, name, v, author, day, checks, roles } = head(wording);
  const { seeded } = wording;
  const opening = seeded.pick([
    `${kind} « ${name} », ${v}\nAuteur : ${author}\nDécision le : ${day}\nContrôles exigés : ${checks}\nAccords exigés : ${roles}`,
    `Dossier pour la décision du ${day} : ${kind} ${name}, ${v}, rédigée par ${author}. Il faut les contrôles suivants : ${checks} ; et l'accord de : ${roles}.`,
  ]);
  const lines = records.map((record) => wording.sentence(record));
  const body = seeded.pick([
    () => lines.map((line) => `– ${line}`).join("\n"),
    () => lines.join(" "),
    () => lines.map((line, index) => `${index + 1}) ${line}`).join("\n"),
  ])();
  return `${opening}\n\n${body}`;
}
