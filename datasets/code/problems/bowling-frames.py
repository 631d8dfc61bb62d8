# hard: state machines, near-miss
# shown: [[10,3,4]]
# shown: [[5,5,3,0]]
# tried: [[]]
# tried: [[0,0]]
# tried: [[10,10,10]]
# tried: [[9,1,9,1,9,1]]
# tried: [[3,4,10]]
# tried: [[10,5,5,2]]
# tried: [[1,2,3,4,5,4]]
# tried: [[10,10,1,1]]
# tried: [[5,5]]
# tried: [[0,10,5]]
# tried: [[10,0,0]]

def score(throws: list[int]) -> int:
    """The points of an unfinished game of short bowling. A frame is one throw that knocks down all 10 pins (a strike), or two throws. A strike scores 10 and the next throw
    (only one, unlike the usual game) again; two throws that make 10 (a spare) score 10 and the next throw again; other frames what was
    knocked down. Throws that have not happened yet count 0.
    """
    points = index = 0
    while index < len(throws):
        size = 1 if throws[index] == 10 else 2
        pins = sum(throws[index : index + size])
        bonus = throws[index + size] if pins == 10 and index + size < len(throws) else 0
        points += pins + bonus
        index += size
    return points
