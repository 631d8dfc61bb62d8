# easy: money, time
# shown: [[["21:30",1000],["22:00",1000]]]
# shown: [[]]
# tried: [[["05:59",100]]]
# tried: [[["06:00",100]]]
# tried: [[["23:59",99]]]
# tried: [[["00:00",1]]]
# tried: [[["12:00",250],["13:00",250]]]
# tried: [[["22:00",333],["22:01",333]]]
# tried: [[["03:00",10],["03:00",10],["03:00",10]]]
# tried: [[["21:59",5]]]
# tried: [[["04:30",15],["18:00",15]]]

def night_total(rides: list[list]) -> int:
    """What rides [time, cents] cost in all: those that begin from 22:00 up to but not including 06:00 cost 20 percent less, each rounded down to whole cents."""
    return sum(cents * 4 // 5 if time >= "22:00" or time < "06:00" else cents for time, cents in rides)
