# easy: grids
# shown: [[[1,2],[3,4]]]
# shown: [[]]
# tried: [[[5]]]
# tried: [[[1,1,1]]]
# tried: [[[1],[2],[3]]]
# tried: [[[0,0],[0,0]]]
# tried: [[[1,2,3],[4,5,6],[7,8,9]]]
# tried: [[[-1,1],[1,-1]]]
# tried: [[[10,20,30],[40,50,60]]]
# tried: [[[1,0,1],[0,1,0]]]
# tried: [[[2,2],[2,2],[2,2]]]

def neighbour_sums(grid: list[list[int]]) -> list[list[int]]:
    """For each cell of a grid of equal rows the sum of the cells directly above, below, left and right of it, not of itself."""

    def at(row: int, column: int) -> int:
        return grid[row][column] if 0 <= row < len(grid) and 0 <= column < len(grid[row]) else 0

    return [
        [at(r - 1, c) + at(r + 1, c) + at(r, c - 1) + at(r, c + 1) for c in range(len(grid[r]))] for r in range(len(grid))
    ]
