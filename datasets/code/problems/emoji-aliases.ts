// easy: unicode, strings
// shown: ["I :heart: TS"]
// shown: [":smile::smile:"]
// tried: [""]
// tried: [":"]
// tried: ["::"]
// tried: [":unknown:"]
// tried: [":heart"]
// tried: ["a:heart:b"]
// tried: [":HEART:"]
// tried: [": heart:"]
// tried: [":smile:heart:"]
// tried: [":tada: :tada:"]
// tried: ["10:30:smile:"]

/**
 * Replaces the names :heart:, :smile: and :tada: by ❤️, 😄 and 🎉, from left to right. A colon that ends one name does not
 * begin another. Names are written in small letters only; everything else stays as it is.
 */
export function emoji(text: string): string {
  const signs: Record<string, string> = { heart: "❤️", smile: "😄", tada: "🎉" };
  return text.replace(/:(heart|smile|tada):/g, (_, name: string) => signs[name]!);
}
