// medium: text formats
// shown: [5,10]
// shown: [1,3]
// tried: [1,10]
// tried: [10,10]
// tried: [2,10]
// tried: [3,10]
// tried: [9,10]
// tried: [4,10]
// tried: [1,1]
// tried: [3,5]
// tried: [7,10]
// tried: [2,4]
// tried: [6,20]

/**
 * The links below a list of results: the first page, the last, the current one and its two neighbours, in order, each once;
 * "…" wherever pages are left out between two of them, even if it is only one.
 */
export function pageLinks(current: number, last: number): (number | string)[] {
  const pages = [1, current - 1, current, current + 1, last].filter((page) => page >= 1 && page <= last);
  const shown = [...new Set(pages)].sort((a, b) => a - b);
  return shown.flatMap((page, index) => (page - shown[index - 1]! > 1 ? ["…", page] : [page]));
}
