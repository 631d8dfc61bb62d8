# medium: time, near-miss
# shown: ["06:10",3]
# shown: ["23:50",1]
# tried: ["00:00",0]
# tried: ["00:00",1]
# tried: ["12:00",4]
# tried: ["11:35",2]
# tried: ["11:36",1]
# tried: ["05:05",8]
# tried: ["18:47",1]
# tried: ["23:59",2]
# tried: ["01:01",6]
# tried: ["20:20",3]

def tides(first: str, count: int) -> list[str]:
    """The next `count` high tides after one at "hh:mm", each 12 hours and 25 minutes after the one before. A tide on a later day than the first has "+" and the number of days
    behind it: "00:15+1".
    """
    minutes = int(first[:2]) * 60 + int(first[3:])
    found = []
    for index in range(1, count + 1):
        days, rest = divmod(minutes + index * 745, 1440)
        found.append(f"{rest // 60:02d}:{rest % 60:02d}" + (f"+{days}" if days else ""))
    return found
