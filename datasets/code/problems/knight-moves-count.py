# easy: grids, near-miss
# shown: [0,0,8]
# shown: [3,3,8]
# tried: [0,0,1]
# tried: [1,1,3]
# tried: [0,1,8]
# tried: [1,1,8]
# tried: [0,0,2]
# tried: [2,2,5]
# tried: [7,7,8]
# tried: [0,2,3]
# tried: [4,0,5]
# tried: [1,2,4]

def camel_moves(row: int, column: int, size: int) -> int:
    """How many squares of a board of size × size a camel can reach in one move from a square (counted from 0). A camel goes three squares along a row or column and one to the side."""
    steps = [(3, 1), (3, -1), (-3, 1), (-3, -1), (1, 3), (1, -3), (-1, 3), (-1, -3)]
    return sum(0 <= row + r < size and 0 <= column + c < size for r, c in steps)
