/** The longest text, or single line, that is read, characters. */
const LIMIT = 8 * 1024 * 1024;

/** A body that is not what it should be: too long, or not UTF-8. */
export class BrokenBody extends Error {
  override readonly name = "BrokenBody";
}

/** The whole body as text. @throws BrokenBody above the limit, or where it is not UTF-8 */
export async function readText(response: Response): Promise<string> {
  let text = "";
  for await (const part of textOf(response)) text = within(text + part);
  return text;
}

/**
 * The lines of a body as they come; empty ones are left out, and the last one needs no end.
 * @throws BrokenBody where a line is above the limit, or the body is not UTF-8
 */
export async function readLines(response: Response, onLine: (line: string) => void): Promise<void> {
  let rest = "";
  const tell = (line: string) => {
    if (line.trim() !== "") onLine(line);
  };
  for await (const part of textOf(response)) {
    const lines = (rest + part).split("\n");
    rest = within(lines.pop() ?? "");
    for (const line of lines) tell(line);
  }
  tell(rest);
}

async function* textOf({ body }: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of body ?? []) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new BrokenBody("not UTF-8");
    throw thrown;
  }
}

function within(text: string): string {
  if (text.length > LIMIT) throw new BrokenBody(`more than ${LIMIT} characters`);
  return text;
}
