const FENCED = /^(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)^\1[ \t]*$/gm;
const FENCE = /^(?:`{3,}|~{3,})/m;

/**
 * The program of an answer: what stands in its one fenced block, or all of it where nothing is fenced. Words around the
 * block are let be.
 *
 * @returns undefined where there are several blocks, or one that does not end: nobody could say which is meant
 */
export function codeAnswer(text: string): string | undefined {
  const blocks = [...text.matchAll(FENCED)].map(([, , code = ""]) => code);
  if (blocks.length === 1) return blocks[0];
  return blocks.length === 0 && !FENCE.test(text) ? text : undefined;
}
