/**
 * Marks in an answer that are meant for whoever judges it: nobody who answers a task writes them by chance. They
 * are found by their form alone. Words that ask for a good verdict are not, since an answer may quote them.
 * @module
 */

/** Invisible copies of ASCII letters; in the flags of regions they follow a flag and end with a mark of their own. */
const TAGS = /[\u{e0001}\u{e0020}-\u{e007f}]/u;
const REGION_FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
/** Text that is shown in another order than it is read in. */
const OVERRIDES = /[\u202d\u202e]/u;
/** Of the characters without width only those that no script needs between its letters. */
const ZERO_WIDTH = /[\u200b\u2060\ufeff]/gu;
/** More than a text that was copied together has. */
const MOST_ZERO_WIDTH = 3;
const DELIMITER = /<\/?untrusted-/i;
const ROLE_MARK = /<\|(?:im_start|im_end|system|assistant|user|endoftext)\|>|<<SYS>>|\[\/?INST\]/;

/**
 * The marks that an answer has.
 *
 * @param criteria - of the rubric that it is judged by: whoever writes a verdict on them in an answer means the judge
 * @returns what was found, each named once; empty: nothing
 */
export function tamperingSigns(text: string, criteria: readonly string[] = []): readonly string[] {
  const found: readonly (readonly [boolean, string])[] = [
    [TAGS.test(text.replace(REGION_FLAG, "")), "invisible letters"],
    [OVERRIDES.test(text), "reversed text"],
    [(text.match(ZERO_WIDTH)?.length ?? 0) > MOST_ZERO_WIDTH, "characters without width"],
    [DELIMITER.test(text), "a delimiter of the judge"],
    [ROLE_MARK.test(text), "marks of another speaker"],
    [hasVerdict(text, criteria), "a verdict of its own"],
  ];
  return found.filter(([isThere]) => isThere).map(([, name]) => name);
}

/** The rubric's own verdict as JSON: `"criteria"`, and after it one of them with true or false. */
function hasVerdict(text: string, criteria: readonly string[]): boolean {
  const start = text.search(/"criteria"\s*:\s*\{/);
  if (start < 0) return false;
  const rest = text.slice(start);
  return criteria.some((name) => {
    const at = rest.indexOf(`"${name}"`);
    return at >= 0 && /^\s*:\s*(?:true|false)/.test(rest.slice(at + name.length + 2));
  });
}
