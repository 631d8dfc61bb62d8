# hard: time
# shown: ["12:20"]
# shown: ["23:33"]
# tried: ["00:00"]
# tried: ["23:32"]
# tried: ["23:59"]
# tried: ["09:59"]
# tried: ["05:51"]
# tried: ["15:50"]
# tried: ["15:51"]
# tried: ["20:02"]
# tried: ["19:59"]
# tried: ["10:00"]
# tried: ["13:31"]

def next_mirror(time: str) -> str:
    """The next time after the given one ("hh:mm", 24 hours) that reads the same from both ends, such as "12:21"; after the last one of a day comes the
    first one of the next.
    """
    minutes = int(time[:2]) * 60 + int(time[3:])
    while True:
        minutes = (minutes + 1) % 1440
        text = f"{minutes // 60:02d}:{minutes % 60:02d}"
        if text == text[::-1]:
            return text
