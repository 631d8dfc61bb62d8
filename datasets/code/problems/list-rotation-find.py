# easy: numbers
# shown: [[3,4,5,1,2]]
# shown: [[1,2,3]]
# tried: [[]]
# tried: [[1]]
# tried: [[2,1]]
# tried: [[1,1,1]]
# tried: [[3,1,2]]
# tried: [[2,3,1]]
# tried: [[3,2,1]]
# tried: [[1,3,2]]
# tried: [[2,2,1,2]]
# tried: [[5,6,1,2,7]]

def rotation(values: list[int]) -> int:
    """By how many places a sorted list (perhaps with equal values) was rotated to the left to become this one: the least number; -1 where it is no rotated sorted list. [3, 4, 5, 1, 2] was rotated by 2."""
    ordered = sorted(values)
    for by in range(max(1, len(values))):
        if ordered[by:] + ordered[:by] == values:
            return by
    return -1
