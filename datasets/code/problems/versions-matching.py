# hard: versions, parsing
# shown: ["^1.2.0",["1.2.0","1.9.9","2.0.0","1.1.9"]]
# shown: ["~1.2.3",["1.2.9","1.3.0"]]
# tried: ["1.2.3",["1.2.3","1.2.4"]]
# tried: ["^0.2.3",["0.2.3","0.2.9","0.3.0","0.2.2"]]
# tried: ["^0.0.3",["0.0.3","0.0.4"]]
# tried: ["~0.1.0",["0.1.5","0.2.0"]]
# tried: [">=1.2.3",["1.2.3","1.2.2","3.0.0"]]
# tried: ["^1.0.0",[]]
# tried: ["*",["0.0.1","9.9.9"]]
# tried: ["~2.0.5",["2.0.4","2.0.5","2.0.10","2.1.0"]]
# tried: ["^10.2.0",["10.10.0","9.9.9","11.0.0"]]
# tried: [">=0.10.0",["0.9.9","0.10.0"]]

def matching(rule: str, versions: list[str]) -> list[str]:
    """Those of the versions "a.b.c" that fit a rule, in the given order. "*" fits all; "1.2.3" only itself; ">=1.2.3" it and all later ones; "~1.2.3" those from it on with the same a and b; "^1.2.3" those from it on that do not change the first number of a, b, c in the rule that is not 0 (nor those before it)."""
    import re

    sign, base = re.fullmatch(r"(\*|>=|~|\^|)(.*)", rule).groups()
    if sign == "*":
        return list(versions)
    least = tuple(map(int, base.split(".")))
    fixed = {"": 3, ">=": 0, "~": 2}.get(sign)
    if fixed is None:
        fixed = next((place + 1 for place, number in enumerate(least) if number), 3)
    parsed = [(version, tuple(map(int, version.split(".")))) for version in versions]
    return [version for version, numbers in parsed if numbers >= least and numbers[:fixed] == least[:fixed]]
