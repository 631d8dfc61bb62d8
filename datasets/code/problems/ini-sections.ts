// medium: parsing, text formats
// shown: ["[db]\nhost = a\nport=5\n; note\n[web]\nhost=b"]
// shown: ["x=1"]
// tried: [""]
// tried: ["[a]"]
// tried: ["k=v=w"]
// tried: ["[a]\nx=1\n[a]\ny=2"]
// tried: ["[a]\nx=1\nx=2"]
// tried: ["# c\n[s]\n\nx = "]
// tried: ["[a b]\nk=1"]
// tried: ["junk\n[a]\nk=1"]
// tried: ["  [s]  \n  k  =  v  "]
// tried: ["[a]\r\nk=1\r\n"]
// tried: ["[s]\nk = a ; b"]
// tried: ["; a=1\n[s]\n#b=2\nk=v"]

/**
 * Reads an INI file into an object from section to settings. Blank lines and lines that start with ";" or "#" mean
 * nothing. "[name]" starts a section; one that comes again goes on. "key = value" is split at the first "=", both sides
 * trimmed; a later value replaces an earlier one. Settings before any section belong to "". Other lines are skipped. A
 * section without settings is there, empty; "" is there only if it has settings.
 */
export function readIni(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let current = "";
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line === "" || line.startsWith(";") || line.startsWith("#")) continue;
    const section = /^\[(.*)\]$/.exec(line);
    if (section) {
      current = section[1]!;
      sections[current] ??= {};
    } else if (line.includes("=")) {
      const at = line.indexOf("=");
      (sections[current] ??= {})[line.slice(0, at).trim()] = line.slice(at + 1).trim();
    }
  }
  return sections;
}
