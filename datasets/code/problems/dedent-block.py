# medium: text formats
# shown: ["  a\n    b\n  c"]
# shown: ["x"]
# tried: [""]
# tried: ["\n"]
# tried: ["    a\n\n    b"]
# tried: ["  a\n b"]
# tried: ["   \n  a"]
# tried: ["  a\n  "]
# tried: ["\ta\n\tb"]
# tried: ["a\n  b"]
# tried: ["  a\n      \n    b"]
# tried: ["    x\n  y\n      z"]

def dedented(text: str) -> str:
    """Takes away from all lines the blanks that all lines with something in them begin with (tabs are no blanks). Lines with nothing but blanks do not count, and become empty."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip(" ")]
    margin = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    return "\n".join(line[margin:] if line.strip(" ") else "" for line in lines)
