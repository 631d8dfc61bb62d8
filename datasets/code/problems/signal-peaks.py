# easy: numbers
# shown: [[1,3,2,5,5,1]]
# shown: [[]]
# tried: [[1]]
# tried: [[2,1]]
# tried: [[1,2]]
# tried: [[1,2,1]]
# tried: [[3,3,3]]
# tried: [[0,5,0,5,0]]
# tried: [[1,2,2,3,1]]
# tried: [[5,1,1,4,4,4,2]]
# tried: [[-3,-1,-2]]
# tried: [[1,2,3,4]]
# tried: [[4,4,1]]

def peaks(values: list[int]) -> list[int]:
    """The places (from 0) where a peak begins: a value, or several equal ones in a row, with a smaller one directly before and directly after. The ends of the list are no peaks."""
    found, start = [], None
    for place in range(1, len(values)):
        if values[place] > values[place - 1]:
            start = place
        elif values[place] < values[place - 1]:
            if start is not None:
                found.append(start)
            start = None
    return found
