// medium: strings
// shown: [["Ada <ada@x.org>","ADA@X.ORG"]]
// shown: [[]]
// tried: [["a@b.c"]]
// tried: [["<a@b.c>","a@b.c","A@b.c"]]
// tried: [["Bo <bo@y.de>","Bo <bo@z.de>"]]
// tried: [["not an address"]]
// tried: [["x@y.z","not","x@y.z"]]
// tried: [["A <q@r.s>","B <Q@R.S>"]]
// tried: [[" c@d.e ","c@d.e"]]
// tried: [["n@m.o","Name <n@m.o>"]]
// tried: [["a+b@c.d","a@c.d"]]

/**
 * Keeps the first of all contacts with the same address, in order and as it was written. The address is what stands between "<" and ">", else the
 * whole text, without blanks around it and without regard to case. Texts without "@" in the address are left out.
 */
export function distinct(contacts: string[]): string[] {
  const seen = new Set<string>();
  return contacts.filter((contact) => {
    const address = (/<([^>]*)>/.exec(contact)?.[1] ?? contact).trim().toLowerCase();
    if (!address.includes("@") || seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}
