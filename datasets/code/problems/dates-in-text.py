# hard: dates, parsing
# shown: ["Due 2024-02-30 or 2024-03-01."]
# shown: ["none"]
# tried: ["2024-02-29 2023-02-29"]
# tried: ["12024-01-01"]
# tried: ["2024-01-011"]
# tried: ["x2024-05-05y"]
# tried: ["2024-13-01, 2024-12-31"]
# tried: [""]
# tried: ["2024-1-1"]
# tried: ["2024-06-31 2024-06-30 2024-06-30"]
# tried: ["1999-12-31/2000-01-01"]
# tried: ["0000-01-01"]

def dates_in(text: str) -> list[str]:
    """All dates of the form YYYY-MM-DD in a text that the calendar has (years from 0001), in order and as often as they occur. Digits directly before or after mean that it is not a
    date; other characters do not matter.
    """
    import re
    from datetime import date

    found = []
    for match in re.findall(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text):
        try:
            date.fromisoformat(match)
        except ValueError:
            continue
        found.append(match)
    return found
