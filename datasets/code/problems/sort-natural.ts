// medium: sorting stability, strings
// shown: [["file10","file2","File1"]]
// shown: [[]]
// tried: [["a"]]
// tried: [["b","a"]]
// tried: [["1","02","2"]]
// tried: [["a10b","a9b","a10a"]]
// tried: [["x","X"]]
// tried: [["v1.10","v1.9","v1"]]
// tried: [["","a","0"]]
// tried: [["9","10","1000","99"]]
// tried: [["z1","z01","z001"]]
// tried: [["img12","img12a","img2"]]

/**
 * Sorts names as people do: runs of digits are compared as numbers, everything else character by character without regard to
 * case (by code unit of the small letters). Digits come before other characters; a name that is the beginning of another comes
 * first. Names that compare equal ("z1" and "z01", "x" and "X") keep their order.
 */
export function natural(names: string[]): string[] {
  const parts = (name: string) => name.toLowerCase().match(/\d+|\D/g) ?? [];
  const compare = (a: string[], b: string[]) => {
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const [left, right] = [a[index]!, b[index]!];
      const [isNumber, isOther] = [/\d/.test(left), /\d/.test(right)];
      if (isNumber !== isOther) return isNumber ? -1 : 1;
      const order = isNumber ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
      if (order !== 0) return order;
    }
    return a.length - b.length;
  };
  return [...names].sort((a, b) => compare(parts(a), parts(b)));
}
