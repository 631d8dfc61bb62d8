# easy: sorting stability
# shown: [[5,2,8,1],4]
# shown: [[],0]
# tried: [[4,4,4],4]
# tried: [[9,8,7],1]
# tried: [[1,2,3],9]
# tried: [[3,9,1,7,4],4]
# tried: [[-1,0,1],0]
# tried: [[0],0]
# tried: [[2,2,1,3],2]
# tried: [[10,5,10,5],7]
# tried: [[6,1,6],6]

def partition(values: list[int], pivot: int) -> list[int]:
    """Values below the pivot first, then those equal to it, then those above, each kind in the order in which it came."""
    below = [value for value in values if value < pivot]
    equal = [value for value in values if value == pivot]
    return below + equal + [value for value in values if value > pivot]
