// easy: strings, privacy
// shown: ["DE89370400440532013000",4]
// shown: ["12",4]
// tried: ["123456789",4]
// tried: ["1234",4]
// tried: ["12345",4]
// tried: ["",4]
// tried: ["secret",0]
// tried: ["secret",6]
// tried: ["secret",7]
// tried: ["a-b c",2]
// tried: ["abcdef",1]
// tried: ["abcdef",5]

/**
 * Hides an account number: every character but the last `keep` becomes "*". A number of `keep` characters or fewer is
 * hidden wholly, because showing all of it would hide nothing.
 */
export function mask(account: string, keep: number): string {
  const shown = account.length <= keep ? 0 : keep;
  return "*".repeat(account.length - shown) + account.slice(account.length - shown);
}
