# medium: scheduling, sorting stability
# shown: [[["Al",12.1],["Bo",11.9],["Cy",12.5],["Di",12.0]],2]
# shown: [[],4]
# tried: [[["A",10]],2]
# tried: [[["A",10],["B",10],["C",10]],2]
# tried: [[["x",3],["y",2],["z",1]],1]
# tried: [[["a",5],["b",4],["c",3],["d",2],["e",1]],2]
# tried: [[["p",1],["q",2]],2]
# tried: [[["m",9.5],["n",9.5],["o",9.4],["k",9.6]],3]
# tried: [[["a",1],["b",2],["c",3],["d",4],["e",5],["f",6]],3]
# tried: [[["u",2],["v",2],["w",2],["t",2]],4]
# tried: [[["h",7],["g",6]],3]

def teams(runners: list[list], size: int) -> list[list[str]]:
    """Forms teams of `size` from runners [name, seconds]: the fastest with the slowest alternating, that is, sort by time (equal times in the given order), then take in turn from the front and the back until a team is full, and go on with the next team
    from the front. Runners that do not fill a team are left out.
    """
    from collections import deque

    rest = deque(name for name, _ in sorted(runners, key=lambda runner: runner[1]))
    found = []
    while len(rest) >= size:
        found.append([rest.pop() if turn % 2 else rest.popleft() for turn in range(size)])
    return found
