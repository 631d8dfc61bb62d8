# easy: wrong-units
# shown: ["5'11\""]
# shown: ["6'"]
# tried: ["0'0\""]
# tried: ["10\""]
# tried: ["5'0.5\""]
# tried: ["6 ft 2 in"]
# tried: ["3ft"]
# tried: ["12in"]
# tried: ["5'12\""]
# tried: ["' 3\""]
# tried: ["tall"]
# tried: ["5 '4\""]
# tried: ["7' 1\""]

def centimetres(height: str) -> float | None:
    """Reads a height in feet (' or ft) and inches (" or in) as centimetres, rounded to one decimal: 1 foot is 12 inches, 1 inch is 2.54 cm. Either part
    may be missing, inches may have decimals, blanks do not matter. None for anything else.
    """
    import re

    match = re.fullmatch(r"(?:(\d+)(?:'|ft))?(?:(\d+(?:\.\d+)?)(?:\"|in))?", height.replace(" ", ""))
    if not match or not any(match.groups()):
        return None
    feet, inches = match.groups()
    return round((int(feet or 0) * 12 + float(inches or 0)) * 2.54, 1)
