# easy: grids
# shown: [["abc","def","ghi"]]
# shown: [[]]
# tried: [["x"]]
# tried: [["ab","cd"]]
# tried: [["abc","def"]]
# tried: [["ab","cd","ef"]]
# tried: [["a","b","c"]]
# tried: [["abcd"]]
# tried: [["ab","","cd"]]
# tried: [["hxxx","xexx","xxlx","xxxp"]]
# tried: [["12","345","6"]]

def diagonal(lines: list[str]) -> str:
    """The first letter of the first line, the second of the second, and so on. A line that is too short for its letter gives "?"."""
    return "".join(line[index] if index < len(line) else "?" for index, line in enumerate(lines))
