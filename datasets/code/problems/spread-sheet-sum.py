# hard: parsing, graphs
# shown: [{"A1":"2","B1":"=A1+3"},"B1"]
# shown: [{},"Z9"]
# tried: [{"A1":"5"},"A1"]
# tried: [{"A1":"=B1","B1":"=A1"},"A1"]
# tried: [{"A1":"=A1"},"A1"]
# tried: [{"A1":"=B1+C1","B1":"4","C1":"=B1+B1"},"A1"]
# tried: [{"A1":"=Q7"},"A1"]
# tried: [{"A1":"=1+2+3"},"A1"]
# tried: [{"A1":"-4","B1":"=A1+A1"},"B1"]
# tried: [{"A1":"=B1","B1":"=C1","C1":"=B1"},"A1"]
# tried: [{"A1":"=B1+B1","B1":"=C1+C1","C1":"=D1+D1","D1":"1"},"A1"]
# tried: [{"A1":"text"},"A1"]
# tried: [{"A1":"=B1","B1":"text"},"A1"]

def cell(sheet: dict[str, str], name: str) -> int | None:
    """The value of a cell. A cell holds a whole number, or "=" and a sum of whole numbers and names of cells joined by "+". A cell that is not there is 0. None where a value needs itself, or where any part that is needed is neither."""
    import re

    def value(part: str, above: tuple[str, ...]) -> int | None:
        if re.fullmatch(r"-?\d+", part):
            return int(part)
        if part in above or not re.fullmatch(r"[A-Z]\d+", part):
            return None
        content = sheet.get(part, "0")
        terms = content[1:].split("+") if content.startswith("=") else [content]
        if not content.startswith("=") and not re.fullmatch(r"-?\d+", content):
            return None
        values = [value(term, (*above, part)) for term in terms]
        return None if None in values else sum(values)

    return value(name, ())
