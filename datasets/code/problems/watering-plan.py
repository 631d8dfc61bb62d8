# medium: scheduling
# shown: [{"fern":2,"cactus":5},6]
# shown: [{},3]
# tried: [{"a":1},3]
# tried: [{"a":4},3]
# tried: [{"b":2,"a":2},4]
# tried: [{"x":3,"y":6},12]
# tried: [{"p":7},7]
# tried: [{"m":1,"n":2,"o":3},6]
# tried: [{"q":10,"r":3},0]
# tried: [{"z":2,"y":3,"x":1},2]
# tried: [{"k":5,"l":5},5]

def watering(every: dict[str, int], days: int) -> list[list[str]]:
    """For each of the days 1 to `days` the plants to be watered, alphabetically. A plant that is watered every n days has its turn on the
    days n, 2n, 3n and so on.
    """
    return [sorted(name for name, pause in every.items() if day % pause == 0) for day in range(1, days + 1)]
