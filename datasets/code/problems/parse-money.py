# hard: money, parsing
# shown: ["1.234,56 €"]
# shown: ["$1,234.5"]
# tried: ["0"]
# tried: ["1.000"]
# tried: ["1,000"]
# tried: ["1,00"]
# tried: ["12.5"]
# tried: ["-3,20"]
# tried: ["€ 5"]
# tried: ["1.234.567,8"]
# tried: ["1,234,567.89"]
# tried: ["abc"]
# tried: [""]
# tried: ["1 234,50"]
# tried: ["(7.25)"]
# tried: ["(7.25"]

def cents(text: str) -> int | None:
    """Reads an amount of money as whole cents. The last "." or "," separates decimals if one or two digits follow it at the end of the number; all
    other points and commas, and blanks between digits, separate thousands and mean nothing. A minus sign in front, or brackets around
    everything, make it negative. Signs of currencies and blanks around are ignored. None without any digit.
    """
    import re

    text = text.strip()
    negative = "-" in text or (text.startswith("(") and text.endswith(")"))
    bare = re.sub(r"[^\d.,]", "", text).strip(".,")
    if not bare:
        return None
    whole, part = bare, ""
    match = re.fullmatch(r"(.*)[.,](\d{1,2})", bare)
    if match:
        whole, part = match.groups()
    value = int(re.sub(r"\D", "", whole) or "0") * 100 + int(part.ljust(2, "0") or "0")
    return -value if negative else value
