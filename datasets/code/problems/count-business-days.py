# medium: dates
# shown: ["2024-03-01","2024-03-04"]
# shown: ["2024-03-02","2024-03-03"]
# tried: ["2024-03-04","2024-03-04"]
# tried: ["2024-03-04","2024-03-08"]
# tried: ["2024-03-08","2024-03-11"]
# tried: ["2024-02-28","2024-03-01"]
# tried: ["2024-12-30","2025-01-03"]
# tried: ["2024-03-09","2024-03-17"]
# tried: ["2024-03-05","2024-03-04"]
# tried: ["2023-02-27","2023-03-01"]
# tried: ["2024-01-01","2024-12-31"]

def business_days(first: str, last: str) -> int:
    """How many days from Monday to Friday there are from one date "YYYY-MM-DD" to another, both included. Holidays do not matter. 0 where the
    last date is before the first.
    """
    from datetime import date, timedelta

    day, end = date.fromisoformat(first), date.fromisoformat(last)
    count = 0
    while day <= end:
        count += day.weekday() < 5
        day += timedelta(days=1)
    return count
