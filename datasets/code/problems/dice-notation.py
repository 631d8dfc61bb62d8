# medium: parsing
# shown: ["2d6+3"]
# shown: ["d20"]
# tried: ["3d8-2"]
# tried: ["4d4"]
# tried: ["0d6"]
# tried: ["2d0"]
# tried: ["1d6+0"]
# tried: ["d"]
# tried: ["2x6"]
# tried: ["2d6+"]
# tried: ["10d10+10"]
# tried: [" 2d6"]
# tried: ["1d2-5"]
# tried: ["2d6+3+1"]

def dice_range(text: str) -> list[int] | None:
    """The smallest and the largest result of dice such as "2d6+3": how many (1 where it is missing), "d", sides, perhaps + or - and a number. At least one die with at least one side. None for anything else."""
    import re

    match = re.fullmatch(r"(\d*)d(\d+)([+-]\d+)?", text, re.ASCII)
    if not match:
        return None
    count, sides, bonus = int(match[1] or 1), int(match[2]), int(match[3] or 0)
    return [count + bonus, count * sides + bonus] if count and sides else None
