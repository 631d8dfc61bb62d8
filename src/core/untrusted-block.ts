/**
 * Text from outside, fenced by a delimiter that its author could not have known.
 * @module
 */

const NONCE = /^[0-9a-f]{32}$/;

/**
 * Wraps text so that a reader can tell where it ends, whatever it says.
 *
 * @param nonce - 128 random bits as 32 hex digits, new for every call
 * @throws RangeError if the nonce has another form or occurs in the text
 */
export function untrustedBlock(text: string, nonce: string): string {
  if (!NONCE.test(nonce)) throw new RangeError(`nonce is not 32 hex digits: "${nonce}"`);
  if (text.includes(nonce)) throw new RangeError("the nonce occurs in the text");
  return `<untrusted-${nonce}>\n${text}\n</untrusted-${nonce}>`;
}

/** The texts of all blocks of a message, in order. */
export function untrustedTexts(message: string): readonly string[] {
  return untrustedBlocks(message).map(({ text }) => text);
}

/** All blocks of a message in order, each with what stands between it and the one before. */
export function untrustedBlocks(message: string): readonly { readonly label: string; readonly text: string }[] {
  let end = 0;
  return [...message.matchAll(/<untrusted-([0-9a-f]{32})>\n([\s\S]*?)\n<\/untrusted-\1>/g)].map((match) => {
    const label = message.slice(end, match.index);
    end = match.index + match[0].length;
    return { label, text: match[2] ?? "" };
  });
}
