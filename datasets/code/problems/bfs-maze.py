# medium: grids, graphs
# shown: [["S.#","..E"]]
# shown: [["S#E"]]
# tried: [["SE"]]
# tried: [["S...E"]]
# tried: [["S#.","...",".#E"]]
# tried: [["S.","#E"]]
# tried: [["E..","##.","S.."]]
# tried: [["S#","#E"]]
# tried: [["S.#E",".#..","...."]]
# tried: [["#S#","#.#","#E#"]]
# tried: [["S....","####.","E...."]]
# tried: [["..S..",".###.","..E.."]]

def steps(maze: list[str]) -> int:
    """The least number of steps (up, down, left, right) from S to E around the walls "#"; -1 where there is no way."""
    cells = {(row, column): sign for row, line in enumerate(maze) for column, sign in enumerate(line) if sign != "#"}
    here = {place for place, sign in cells.items() if sign == "S"}
    seen, count = set(here), 0
    while here:
        if any(cells[place] == "E" for place in here):
            return count
        around = {(r + dr, c + dc) for r, c in here for dr, dc in ((0, 1), (0, -1), (1, 0), (-1, 0))}
        here = {place for place in around if place in cells and place not in seen}
        seen |= here
        count += 1
    return -1
