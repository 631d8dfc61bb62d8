// easy: strings, near-miss
// shown: ["/usr/lib/x","/usr/local"]
// shown: ["/a","/a"]
// tried: ["/usr","/user"]
// tried: ["/a/b","/a/b/c"]
// tried: ["/","/a"]
// tried: ["/x","/y"]
// tried: ["a/b","a/c"]
// tried: ["/a/b/","/a/b"]
// tried: ["","/a"]
// tried: ["/ab/c","/ab/cd"]
// tried: ["/a/b/c/d","/a/b/x/d"]
// tried: ["x/y","/x/y"]

/**
 * The deepest folder that two paths share, compared name by name: of "/usr/lib/x" and "/usr/local" it is "/usr", not "/usr/l".
 * A path counts as being in itself. "/" at the end means nothing. Two absolute paths share at least "/"; others share "" if
 * they share no name.
 */
export function sharedFolder(a: string, b: string): string {
  if (a.startsWith("/") !== b.startsWith("/")) return "";
  const split = (path: string) => path.split("/").filter((name) => name !== "");
  const [left, right] = [split(a), split(b)];
  const parting = left.findIndex((name, index) => name !== right[index]);
  const shared = parting < 0 ? left : left.slice(0, parting);
  return (a.startsWith("/") ? "/" : "") + shared.join("/");
}
