/**
 * Marks in an answer that are meant for whoever judges it: nobody who answers a task writes them by chance. They
 * are found by their form alone. Words that ask for a good verdict are not, since an answer may quote them.
 * @module
 */
import { plainText } from "./plain-text.js";

/** Invisible copies of ASCII letters; in the flags of regions they follow a flag and end with a mark of their own. */
const TAGS = /[\u{e0001}\u{e0020}-\u{e007f}]+/gu;
const REGION_FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
/** Text that is shown in another order than it is read in. */
const OVERRIDES = /[\u202d\u202e][^\p{L}\u202c]*\p{L}*/gu;
/** Of the characters without width only those that no script needs between its letters. */
const ZERO_WIDTH = /[\u200b\u2060\ufeff]/gu;
const UNSPACED = "\\p{scx=Khmr}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Mymr}";
/** Khmer, Thai, Lao and Burmese part words with U+200B: there it is no mark, unless other letters stand on the other side. */
const WORD_BREAK = new RegExp(
  `(?<=[${UNSPACED}])\\u200b(?=[${UNSPACED}\\s\\p{P}\\p{N}]|$)|(?<=[\\s\\p{P}\\p{N}])\\u200b(?=[${UNSPACED}])`,
  "gu",
);
/** More than a text that was copied together has. */
const MOST_ZERO_WIDTH = 3;
const DELIMITER = /<\/?untrusted-[\w{}-]*/gi;
const ROLE_MARK = /<\|(?:im_start|im_end|system|assistant|user|endoftext)\|>|<<SYS>>|\[\/?INST\]/g;
/** Where a rubric's verdict begins, and what it says of one criterion. */
const VERDICT = /"criteria"\s*:\s*\{/;
const CRITERION = /"([^"]+)"\s*:\s*(?:true|false)/g;
/** The verdict of a judge that compares, and what its criteria are named. */
const COMPARISON = /"better"\s*:\s*"(?:first|second|equal)"/g;
const COMPARED = ["as_good", "better"];

/** One kind of mark. */
interface Sign {
  readonly name: string;
  /** Marks that an answer may have. */
  readonly most: number;
  /** Whether a judge may be shown such marks in look-alike letters, or with hidden ones between. */
  readonly isFolded: boolean;
  readonly marksIn: (text: string, criteria: readonly string[]) => readonly string[];
}

const SIGNS: readonly Sign[] = [
  sign("invisible letters", (text) => text.replace(REGION_FLAG, "").match(TAGS) ?? [], { isFolded: false }),
  sign("reversed text", (text) => text.match(OVERRIDES) ?? [], { isFolded: false }),
  sign("characters without width", zeroWidths, { most: MOST_ZERO_WIDTH, isFolded: false }),
  sign("a delimiter of the judge", (text) => text.match(DELIMITER) ?? []),
  sign("marks of another speaker", (text) => text.match(ROLE_MARK) ?? []),
  sign("a verdict of its own", verdicts),
];

/**
 * The marks that an answer has.
 *
 * @param criteria - of the rubric that it is judged by: whoever writes a verdict on them in an answer means the judge
 * @param input - the texts that the answer may quote: a mark that stands in them is not the answer's
 * @returns what was found, each named once; empty: nothing
 */
export function tamperingSigns(
  text: string,
  criteria: readonly string[] = [],
  input: readonly string[] = [],
): readonly string[] {
  const answer = formsOf(text);
  return SIGNS.filter(({ most, isFolded, marksIn }) => {
    const marks = ({ raw, folded }: Forms) => [
      ...marksIn(raw, criteria),
      ...(isFolded && folded !== raw ? marksIn(folded, criteria) : []),
    ];
    const own = marks(answer);
    // Seldom so: the input need not be read for most answers.
    if (own.length <= most) return false;
    const quoted = new Set(input.map(formsOf).flatMap(marks));
    return own.filter((mark) => !quoted.has(mark)).length > most;
  }).map(({ name }) => name);
}

/** A text as it stands, and as a reader is shown it who sees neither look-alike letters nor hidden ones. */
interface Forms {
  readonly raw: string;
  readonly folded: string;
}

function formsOf(raw: string): Forms {
  return { raw, folded: plainText(raw, Number.MAX_SAFE_INTEGER).text };
}

function sign(
  name: string,
  marksIn: Sign["marksIn"],
  { most = 0, isFolded = true }: Partial<Pick<Sign, "most" | "isFolded">> = {},
): Sign {
  return { name, most, isFolded, marksIn };
}

/** Each with what stands before and after it, by which a quotation is told. */
function zeroWidths(text: string): readonly string[] {
  const rest = text.replace(WORD_BREAK, "");
  return Array.from(rest.matchAll(ZERO_WIDTH), ({ index }) => rest.slice(Math.max(0, index - 1), index + 2));
}

/** The rubric's own verdict as JSON: `"criteria"`, and after it any of them with true or false; or a comparison's. */
function verdicts(text: string, criteria: readonly string[]): readonly string[] {
  const names = new Set(criteria.flatMap((name) => [name, name.normalize("NFKC")]));
  const start = names.size === 0 ? -1 : text.search(VERDICT);
  const judged = start < 0 ? [] : [...text.slice(start).matchAll(CRITERION)].filter(([, name = ""]) => names.has(name));
  const compared = COMPARED.every((name) => names.has(name)) ? [...text.matchAll(COMPARISON)] : [];
  return [...judged, ...compared].map(([mark]) => mark.replace(/\s+/g, ""));
}
