# medium: time, intervals
# shown: ["23:15","22:00","06:00"]
# shown: ["12:00","22:00","06:00"]
# tried: ["22:00","22:00","06:00"]
# tried: ["06:00","22:00","06:00"]
# tried: ["05:59","22:00","06:00"]
# tried: ["00:00","22:00","06:00"]
# tried: ["13:30","13:00","15:00"]
# tried: ["15:00","13:00","15:00"]
# tried: ["12:59","13:00","15:00"]
# tried: ["10:00","10:00","10:00"]
# tried: ["09:00","10:00","10:00"]
# tried: ["21:59","22:00","06:00"]
# tried: ["14:00","15:00","13:00"]

def is_quiet(time: str, start: str, end: str) -> bool:
    """Whether a time is within quiet hours, from start up to but not including end. Where the end is earlier in the day than the start, they go on over midnight; where both are the same, it is never quiet. Times are "hh:mm"."""
    if start <= end:
        return start <= time < end
    return time >= start or time < end
