/** An answer as agreement compares it. */
export interface AnswerForm {
  /** Case, width and white space folded. */
  readonly text: string;
  /** Where the answer is one number and nothing but a unit around it. */
  readonly number: number | null;
  /** Currency sign, per cent sign or words after the number; empty where there are none. */
  readonly unit: string;
}

const NUMBER = String.raw`[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+−]?\.\d+`;
/** A sign of currency in front, or a unit of letters behind, with one space or none: "$70,000", "60%", "6 miles per hour". */
const QUANTITY = new RegExp(
  String.raw`^(?<minus>[-−]?)(?<currency>[$€£¥]?) ?(?<number>${NUMBER})(?:(?<percent> ?%)| (?<unit>\p{L}[\p{L} /]*))?\.?$`,
  "u",
);

/** Reads an answer. Text that is more than one number and its unit is compared as text. */
export function answerForm(answer: string): AnswerForm {
  const text = answer.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const found = QUANTITY.exec(text)?.groups;
  if (found === undefined) return { text, number: null, unit: "" };
  const digits = (found["number"] ?? "").replaceAll(",", "").replace("−", "-");
  const value = Number(digits) * (found["minus"] === "" ? 1 : -1);
  return { text, number: value, unit: found["currency"] || found["percent"]?.trim() || (found["unit"] ?? "") };
}

/**
 * Whether two answers say the same: equal numbers whose units are equal or left
 * out by one of them, or else equal text. "$70,000" agrees with "70000", and
 * "5 hours" with "5", but not with "5 minutes".
 */
export function isSameAnswer(a: string, b: string): boolean {
  const [one, other] = [answerForm(a), answerForm(b)];
  if (one.text === other.text) return true;
  if (one.number === null || other.number === null || one.number !== other.number) return false;
  return one.unit === "" || other.unit === "" || one.unit === other.unit;
}
