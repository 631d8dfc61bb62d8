# medium: graphs
# shown: [{"1":["a","b"],"2":["b","c"]},"a","c"]
# shown: [{"1":["a"]},"a","a"]
# tried: [{},"a","b"]
# tried: [{"1":["a","b"]},"a","b"]
# tried: [{"1":["a","b"],"2":["c","d"]},"a","d"]
# tried: [{"1":["a","b"],"2":["b","c"],"3":["c","d"]},"a","d"]
# tried: [{"1":["a","b","c"],"2":["a","c"]},"a","c"]
# tried: [{"1":["x"]},"a","a"]
# tried: [{"1":["a","b"],"2":["b","c"],"3":["a","c"]},"a","c"]
# tried: [{"1":["a","m"],"2":["m","n"],"3":["n","z"],"4":["m","z"]},"a","z"]
# tried: [{"1":["z","a"]},"a","z"]

def changes(lines: dict[str, list[str]], start: str, goal: str) -> int:
    """How often a passenger must change at least, from one bus line to another at a stop of both, to get from a stop to another; lines run both ways. 0 where one line is enough, or
    where start and goal are the same; -1 where it is not possible.
    """
    if start == goal:
        return 0
    reached, count = {start}, 0
    while True:
        more = {stop for stops in lines.values() if reached & set(stops) for stop in stops} | reached
        if goal in more:
            return count
        if more == reached:
            return -1
        reached, count = more, count + 1
