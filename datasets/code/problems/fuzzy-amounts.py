# hard: parsing, near-miss
# shown: ["2k"]
# shown: ["1.5M"]
# tried: ["100"]
# tried: ["0.5k"]
# tried: ["k"]
# tried: ["1,000"]
# tried: ["3m"]
# tried: ["3K"]
# tried: ["2.k"]
# tried: [".5M"]
# tried: ["1e3"]
# tried: ["-2k"]
# tried: ["10 k"]
# tried: [""]
# tried: ["1.2345k"]
# tried: ["0.0001k"]

def amount(text: str) -> int | None:
    """Reads a number such as "250", "2k" or "1.5M": digits, perhaps a point and more digits, perhaps k (thousand, small or capital) or M (million, capital only, since "m" means something
    else). Nothing else is allowed. Parts of one that remain are cut off. None where the text is not so.
    """
    import re
    from fractions import Fraction

    match = re.fullmatch(r"(\d+(?:\.\d+)?)([kKM]?)", text, re.ASCII)
    if not match:
        return None
    factor = {"": 1, "k": 1000, "K": 1000, "M": 1_000_000}[match[2]]
    return int(Fraction(match[1]) * factor)
