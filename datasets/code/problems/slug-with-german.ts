// medium: unicode, strings
// shown: ["Größe & Maß"]
// shown: ["  Hello, World!  "]
// tried: ["Äpfel"]
// tried: ["crème brûlée"]
// tried: ["a--b"]
// tried: ["100 %"]
// tried: [""]
// tried: ["!!!"]
// tried: ["Über_uns"]
// tried: ["Ñandú"]
// tried: ["naïve"]
// tried: ["C++ & C#"]
// tried: ["straße 7b"]
// tried: ["ǅ"]

/**
 * A short name for addresses: small letters a to z, digits and single hyphens. ä, ö, ü and ß become ae, oe, ue and ss; other
 * accents are dropped (é becomes e). Every run of other characters becomes one hyphen; none at either end.
 */
export function slug(title: string): string {
  const german: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  return title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => german[letter]!)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
