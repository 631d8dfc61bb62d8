# hard: versions
# shown: ["1.2.3","minor"]
# shown: ["0.1.0-beta.2","release"]
# tried: ["1.2.3","major"]
# tried: ["1.2.3","patch"]
# tried: ["1.2.3-rc.1","patch"]
# tried: ["1.2.3-rc.1","minor"]
# tried: ["2.0.0-rc.1","major"]
# tried: ["1.2.3","release"]
# tried: ["0.0.9","patch"]
# tried: ["1.9.9","minor"]
# tried: ["9.9.9","major"]
# tried: ["1.2.0-rc.1","minor"]
# tried: ["1.2.3","pre"]
# tried: ["1.2.3-rc.9","pre"]
# tried: ["2.1.0-rc.1","major"]

def bumped(version: str, part: str) -> str:
    """The next version. A version "a.b.c-rc.n" is on the way to a.b.c. "release" takes the "-…" away. "pre" goes to the next rc: rc.n to rc.n+1; without one, to rc.1 of the next patch. "patch",
    "minor" and "major" raise their part and set those behind it to 0; but where the version is a pre-release of just such a version
    ("2.0.0-rc.1" for "major", "1.2.0-rc.1" for "minor", any for "patch"), taking the suffix away is enough.
    """
    numbers, _, suffix = version.partition("-")
    major, minor, patch = map(int, numbers.split("."))
    if part == "release" or (suffix and part == "patch"):
        return numbers
    if part == "pre":
        return f"{numbers}-rc.{int(suffix.split('.')[1]) + 1}" if suffix else f"{major}.{minor}.{patch + 1}-rc.1"
    if part == "patch":
        return f"{major}.{minor}.{patch + 1}"
    if part == "minor":
        return numbers if suffix and patch == 0 else f"{major}.{minor + 1}.0"
    return numbers if suffix and minor == patch == 0 else f"{major + 1}.0.0"
