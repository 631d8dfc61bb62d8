import { printable } from "./printable.js";
import { cutToWidth, shownWidth } from "./shown-width.js";

const ESCAPE = "\u001b[";
const CLEAR_TO_LINE_END = `${ESCAPE}K`;
const CLEAR_BELOW = `${ESCAPE}J`;
/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/**
 * The lines at the bottom of a terminal that are drawn over and over. What is
 * said meanwhile appears above them. The cursor is never hidden: a killed
 * program leaves a terminal that needs no repair.
 */
export class LiveRegion {
  readonly #stream: NodeJS.WriteStream;
  #drawn: readonly string[] = [];

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  get columns(): number {
    return this.#stream.columns || USUAL_COLUMNS;
  }

  /** Draws lines in place of the last ones. What does not fit is cut; the last line is the last to go. */
  show(lines: readonly string[]): void {
    const most = Math.max(1, (this.#stream.rows || Number.POSITIVE_INFINITY) - 1);
    // A line as wide as the terminal would leave the cursor in doubt.
    const fit = lines.slice(-most).map((line) => cutToWidth(printable(line), this.columns - 1));
    this.#stream.write(`${this.#toTop()}${fit.map((line) => `${line}${CLEAR_TO_LINE_END}\n`).join("")}${CLEAR_BELOW}`);
    this.#drawn = fit;
  }

  clear(): void {
    if (this.#drawn.length === 0) return;
    this.#stream.write(`${this.#toTop()}${CLEAR_BELOW}`);
    this.#drawn = [];
  }

  /** Lets something be said above the lines. */
  above(say: () => void): void {
    const lines = this.#drawn;
    this.clear();
    say();
    if (lines.length > 0) this.show(lines);
  }

  /** Somebody else has written to the terminal: the next lines start where the cursor is. */
  forget(): void {
    this.#drawn = [];
  }

  #toTop(): string {
    // A terminal that has become narrower has broken its lines anew.
    const rows = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(shownWidth(line) / this.columns)), 0);
    return rows === 0 ? "" : `${ESCAPE}${rows}A\r`;
  }
}
