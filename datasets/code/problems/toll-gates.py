# easy: intervals
# shown: [10,50,[5,20,50,60]]
# shown: [0,0,[0]]
# tried: [50,10,[5,20,50,60]]
# tried: [10,50,[]]
# tried: [20,20,[20]]
# tried: [0,100,[100,0]]
# tried: [5,6,[5.5]]
# tried: [30,10,[10]]
# tried: [30,10,[30]]
# tried: [-10,10,[0,-10,10]]
# tried: [1,2,[3]]
# tried: [0,100,[50,50]]

def gates_passed(start: float, goal: float, gates: list[float]) -> int:
    """How many toll gates a car passes that drives along a road from one kilometre to another, in either direction. A gate exactly at the start is not passed, one exactly at the goal is. Two gates at one place are two."""
    if start < goal:
        return sum(start < gate <= goal for gate in gates)
    return sum(goal <= gate < start for gate in gates)
