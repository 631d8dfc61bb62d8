# hard: scheduling, grids
# shown: [2,3,["A","A","B"]]
# shown: [1,2,["A","A"]]
# tried: [1,1,[]]
# tried: [1,1,["A"]]
# tried: [2,2,["A","B","A","B"]]
# tried: [1,3,["A","A"]]
# tried: [2,2,["A","A"]]
# tried: [2,2,["A","A","A"]]
# tried: [1,4,["A","B","B","A"]]
# tried: [3,1,["X","X"]]
# tried: [1,2,["A","B","C"]]
# tried: [2,3,["B","B","B","A","A","A"]]

def seating(rows: int, columns: int, papers: list[str]) -> list[str] | None:
    """Seats candidates one after the other, each in the first free place (row by row, left to right) that has nobody with the same paper directly to its left or right, in
    front of it or behind. Returns the rows, "." for an empty place; papers are single letters. None where somebody finds no place.
    """
    seats = [["."] * columns for _ in range(rows)]

    def fits(row: int, column: int, paper: str) -> bool:
        around = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
        return seats[row][column] == "." and not any(
            0 <= r < rows and 0 <= c < columns and seats[r][c] == paper for r, c in around
        )

    for paper in papers:
        free = [(r, c) for r in range(rows) for c in range(columns) if fits(r, c, paper)]
        if not free:
            return None
        seats[free[0][0]][free[0][1]] = paper
    return ["".join(row) for row in seats]
