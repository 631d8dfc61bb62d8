# hard: time, parsing, money
# shown: ["08:00-12:00, 12:30-17:00"]
# shown: [""]
# tried: ["09:00-09:00"]
# tried: ["22:00-06:00"]
# tried: ["08:00-16:01"]
# tried: ["08:00-14:00"]
# tried: ["08:00-14:01"]
# tried: ["07:00-17:00"]
# tried: ["00:30-24:00"]
# tried: ["10:00-12:00,13:00-15:00,16:00-18:00"]
# tried: ["08:00-14:29"]
# tried: ["08:00-10:00,10:10-16:20"]

def paid_minutes(times: str) -> int:
    """The minutes that are paid for a day of work, given as periods "hh:mm-hh:mm" separated by commas; one that ends earlier than it starts ends the next day. Who works for more than 6 hours in all loses a break of 30 minutes, less the time between periods that was free anyway (never less than nothing). But nobody is
    paid less than 6 hours for having worked more.
    """
    worked = free = 0
    last = None
    for period in filter(None, (part.strip() for part in times.split(","))):
        start, end = (int(time[:2]) * 60 + int(time[3:]) for time in period.split("-"))
        worked += (end - start) % 1440
        free += (start - last) if last is not None else 0
        last = end
    return min(worked, max(360, worked - max(0, 30 - free)))
