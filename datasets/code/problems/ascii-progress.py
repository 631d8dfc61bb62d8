# easy: text formats
# shown: [3,10,10]
# shown: [0,5,4]
# tried: [5,5,4]
# tried: [1,3,3]
# tried: [2,3,6]
# tried: [9,10,5]
# tried: [7,5,4]
# tried: [1,1000,10]
# tried: [999,1000,10]
# tried: [0,0,3]
# tried: [1,2,5]
# tried: [50,200,8]

def progress(done: int, total: int, width: int) -> str:
    """A bar such as "[###.......] 30%": "#" for the part of the width that is done, rounded down, "." for the rest, then the percentage, rounded down.
    Never more than 100%. Nothing to do counts as done.
    """
    share_done = min(done, total) if total else 1
    total = total or 1
    filled = width * share_done // total
    return f"[{'#' * filled}{'.' * (width - filled)}] {100 * share_done // total}%"
