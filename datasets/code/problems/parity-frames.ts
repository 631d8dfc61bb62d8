// medium: parsing, state machines
// shown: ["1011:1"]
// shown: ["1:0"]
// tried: ["0:0"]
// tried: ["11:0"]
// tried: ["11:1"]
// tried: ["111:1,101:0"]
// tried: [""]
// tried: [":0"]
// tried: ["2:0"]
// tried: ["1:1,1:0,x"]
// tried: ["1111:0,1110:1"]
// tried: ["10:1,01:1,00:0"]

/**
 * Reads frames "bits:parity", separated by commas, and returns the bits of the good ones as numbers. A frame is good if it has at least one bit, all bits
 * are 0 or 1, and the parity is 1 for an odd number of ones and 0 for an even one. Bad frames are dropped.
 */
export function frames(text: string): number[] {
  return text.split(",").flatMap((frame) => {
    const [, bits, parity] = /^([01]+):([01])$/.exec(frame) ?? [];
    if (bits === undefined) return [];
    return bits.replace(/0/g, "").length % 2 === Number(parity) ? [Number.parseInt(bits, 2)] : [];
  });
}
