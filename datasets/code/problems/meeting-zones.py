# medium: time, wrong-units
# shown: ["09:00",-300,540]
# shown: ["12:00",0,0]
# tried: ["00:00",0,-60]
# tried: ["23:30",0,60]
# tried: ["10:15",330,-480]
# tried: ["18:00",-720,840]
# tried: ["06:00",60,60]
# tried: ["00:00",-60,0]
# tried: ["01:00",120,0]
# tried: ["22:45",-210,345]
# tried: ["12:00",0,720]
# tried: ["12:00",0,-721]

def elsewhere(time: str, own_offset: int, other_offset: int) -> str:
    """What the clock shows elsewhere when it is "hh:mm" here. Offsets are in minutes east of Greenwich (negative: west). The day before or after is marked with " -1" or " +1" behind the
    time; there may be two days between.
    """
    minutes = int(time[:2]) * 60 + int(time[3:]) - own_offset + other_offset
    days, rest = divmod(minutes, 1440)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f" {days:+d}" if days else "")
