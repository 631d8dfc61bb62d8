# medium: graphs, state machines
# shown: [[3,-2,-2,1],1]
# shown: [[],0]
# tried: [[1],0]
# tried: [[-1],0]
# tried: [[-1],1]
# tried: [[-1,5],0]
# tried: [[2,-3,4],1]
# tried: [[2,-3,4],0]
# tried: [[-1,-1,-1],3]
# tried: [[-1,-1,-1],2]
# tried: [[5,-10,20],5]
# tried: [[0,0,-1,1],0]

def reached(levels: list[int], energy: int) -> int:
    """How many levels of a game are finished in turn. Each adds its number to the energy, which must not fall below 0: a level where it would is not finished, and the game ends."""
    for index, change in enumerate(levels):
        energy += change
        if energy < 0:
            return index
    return len(levels)
