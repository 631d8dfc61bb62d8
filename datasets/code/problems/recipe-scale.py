# medium: numbers, text formats
# shown: ["1/2 cup",3]
# shown: ["2 eggs",0.5]
# tried: ["1 1/2 l milk",2]
# tried: ["salt",4]
# tried: ["3/4 tsp",2]
# tried: ["1/3 cup",2]
# tried: ["5 g",1]
# tried: ["1/8 x",4]
# tried: ["2/3 cup",1.5]
# tried: ["10 apples",0.25]
# tried: ["1 1/4 kg",3]
# tried: ["7 x",0.5]

def scaled(line: str, factor: float) -> str:
    """Scales a line of a recipe: a whole number, a fraction "a/b", or both ("1 1/2") at its beginning, followed by a blank, is multiplied; the result is written in the same way, in lowest terms. A line without a number stays
    as it is.
    """
    import re
    from fractions import Fraction

    match = re.match(r"(?:(\d+) )?(\d+)/(\d+) |(\d+) ", line)
    if not match:
        return line
    whole, top, bottom, single = match.groups()
    amount = (Fraction(int(single)) if single else int(whole or 0) + Fraction(int(top), int(bottom))) * Fraction(factor)
    units, rest = divmod(amount, 1)
    text = " ".join(str(part) for part in (units, rest) if part)
    return (text or "0") + " " + line[match.end() :]
