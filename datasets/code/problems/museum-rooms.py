# hard: graphs, near-miss
# shown: [{"a":["b"],"b":["a","c"],"c":["b"]},"a"]
# shown: [{"x":[]},"x"]
# tried: [{"a":["b"],"b":["a"]},"b"]
# tried: [{"h":["l","k"],"l":["h"],"k":["h"]},"h"]
# tried: [{"a":["b"],"b":[]},"a"]
# tried: [{"a":["c","b"],"b":["a","c"],"c":["a","b"]},"a"]
# tried: [{"a":["d","b"],"b":["a","c"],"c":["b"],"d":["a"]},"a"]
# tried: [{"m":["n"],"n":["m"],"o":[]},"m"]
# tried: [{"a":["b","c"],"b":["d"],"c":["d"],"d":["a"]},"a"]
# tried: [{"r":["s"],"s":["t"],"t":["r"]},"s"]
# tried: [{"p":["q","r","s"],"q":["p"],"r":["p"],"s":["p"]},"p"]

def tour(doors: dict[str, list[str]], start: str) -> list[str]:
    """The rooms that a visitor walks through, in order and with repetitions: always through the alphabetically first door to a room not yet seen; where there is none, back to the room from which this one was first entered (also through a door that leads only one way); the tour ends in the first room, when there is nothing left to
    see from it.
    """
    seen, way, walked = {start}, [start], [start]
    while way:
        new = sorted(room for room in doors[way[-1]] if room not in seen)
        if new:
            seen.add(new[0])
            way.append(new[0])
            walked.append(new[0])
        else:
            way.pop()
            walked += way[-1:]
    return walked
