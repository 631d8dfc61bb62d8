# hard: parsing, scheduling
# shown: ["1-5",0,59]
# shown: ["*/15",0,59]
# tried: ["*",0,3]
# tried: ["5",0,59]
# tried: ["1,3,2",0,6]
# tried: ["10-20/5",0,59]
# tried: ["3-1",0,6]
# tried: ["60",0,59]
# tried: ["",0,5]
# tried: ["1-3,2-4",0,9]
# tried: ["*/0",0,5]
# tried: ["a",0,5]
# tried: ["0-6/2,5",0,6]
# tried: ["7-",0,9]
# tried: ["*/7",1,12]

def cron_values(field: str, low: int, high: int) -> list[int] | None:
    """The values, sorted and each once, that a field of a timetable stands for: parts separated by commas, each "*" (all from low to high), a number, or a
    range "a-b", the first and last perhaps followed by "/n" for every n-th value from its start. None where any part is not so, is
    outside of low to high, runs backwards, or has n = 0. A single number takes no "/n".
    """
    import re

    values = set()
    for part in field.split(","):
        match = re.fullmatch(r"(?:(\*)|(\d+)-(\d+))(?:/(\d+))?|(\d+)", part)
        if not match:
            return None
        star, first, last, step, single = match.groups()
        start, end = (low, high) if star else (int(first or single), int(last or single))
        pace = int(step) if step else 1
        if start < low or end > high or start > end or pace == 0:
            return None
        values.update(range(start, end + 1, pace))
    return sorted(values)
