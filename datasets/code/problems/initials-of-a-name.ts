// easy: strings
// shown: ["ada maria lovelace"]
// shown: ["O'Neill-Brown"]
// tried: [""]
// tried: ["   "]
// tried: ["x"]
// tried: ["jean-luc  picard"]
// tried: ["ANNA"]
// tried: ["élodie durand"]
// tried: ["a b c d"]
// tried: ["  lead ing "]
// tried: ["-dash"]
// tried: ["mc donald-fraser jr"]

/**
 * The initials of a person's name, upper case, without dots. A new part of the name starts after white space or after
 * a hyphen. An apostrophe starts no new part. A name without letters has no initials: "".
 */
export function initials(name: string): string {
  return name
    .split(/[\s-]+/)
    .filter((part) => part !== "")
    .map((part) => [...part][0]!.toUpperCase())
    .join("");
}
