// easy: strings
// shown: ["helloWorld"]
// shown: ["HTTPServerError"]
// tried: [""]
// tried: ["a"]
// tried: ["A"]
// tried: ["simple"]
// tried: ["XMLHttpRequest"]
// tried: ["userID"]
// tried: ["already_snake"]
// tried: ["getHTTP"]
// tried: ["aB"]
// tried: ["version2Beta"]
// tried: ["ABC"]

/**
 * Turns a name in camel case into snake case: a new word begins at a capital after a small letter or digit, and at the last capital of a run that is
 * followed by a small letter: "HTTPServer" has two words. All letters become small.
 */
export function snake(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
