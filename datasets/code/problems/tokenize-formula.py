# medium: parsing
# shown: ["3+4.5*x1"]
# shown: ["(a-b)/2"]
# tried: [""]
# tried: ["  1  "]
# tried: ["x"]
# tried: ["1.2.3"]
# tried: ["a_b+_c"]
# tried: ["2x"]
# tried: ["-3"]
# tried: ["a$b"]
# tried: ["((1))"]
# tried: ["1e5"]
# tried: [".5"]
# tried: ["7.+1"]

def tokens(formula: str) -> list[str] | None:
    """Splits a formula into numbers (digits, perhaps a point and more digits), names (a letter or underscore, then letters, digits, underscores; ASCII), and the signs + - * / ( ). Blanks are skipped. Each number or name is as long as
    possible. None where anything else occurs.
    """
    import re

    found, place = [], 0
    while place < len(formula):
        match = re.compile(r"\d+(?:\.\d+)?|[A-Za-z_]\w*|[-+*/()]", re.ASCII).match(formula, place)
        if match:
            found.append(match[0])
            place = match.end()
        elif formula[place] == " ":
            place += 1
        else:
            return None
    return found
