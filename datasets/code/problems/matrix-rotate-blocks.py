# medium: grids
# shown: [[[1,2],[3,4]],1]
# shown: [[],1]
# tried: [[[1]],3]
# tried: [[[1,2,3]],1]
# tried: [[[1,2,3],[4,5,6]],2]
# tried: [[[1,2],[3,4]],0]
# tried: [[[1,2],[3,4]],-1]
# tried: [[[1,2],[3,4]],5]
# tried: [[[1],[2]],1]
# tried: [[[1,2,3],[4,5,6],[7,8,9]],3]
# tried: [[[0,1],[1,0]],4]

def turned(picture: list[list[int]], quarters: int) -> list[list[int]]:
    """Turns a picture, given as rows, by so many quarters to the right; to the left where the number is negative."""
    rows = [list(row) for row in picture]
    for _ in range(quarters % 4):
        rows = [list(row) for row in zip(*rows[::-1])]
    return rows
