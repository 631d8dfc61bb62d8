// easy: strings
// shown: ["+49 (0)30 / 123-456"]
// shown: ["0049 30 123456"]
// tried: ["030 123456"]
// tried: ["+4930123456"]
// tried: ["00 49 30"]
// tried: ["(030) 12"]
// tried: [""]
// tried: ["+49 (0) 30 1"]
// tried: ["ext. 5"]
// tried: ["0"]
// tried: ["00"]
// tried: ["+1 (555) 010-0000"]

/**
 * Tidies a telephone number: "(0)" is dropped, then everything but digits and a leading "+". A number that then begins with
 * "00" begins with "+" instead; one that begins with a single "0" gets "+49" for it. Nothing else is added.
 */
export function phone(text: string): string {
  const bare = text.replace(/\(0\)/g, "").replace(/(?!^\+)\D/g, "");
  return bare.replace(/^00/, "+").replace(/^0/, "+49");
}
