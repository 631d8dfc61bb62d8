# easy: numbers
# shown: [[1,5,3],2]
# shown: [[],1]
# tried: [[1,1],0]
# tried: [[1,1,1],0]
# tried: [[1,2,3,4],1]
# tried: [[5,3],2]
# tried: [[3,5,3],2]
# tried: [[-1,1],2]
# tried: [[10],0]
# tried: [[1,4,7,10],6]
# tried: [[2,2,4,4],2]
# tried: [[0,100],99]

def pairs(values: list[int], difference: int) -> int:
    """How many pairs of different places in a list hold values that differ by exactly so much, whichever is larger. Each pair counts once."""
    count = 0
    for first in range(len(values)):
        for second in range(first + 1, len(values)):
            count += abs(values[first] - values[second]) == difference
    return count
