# easy: parsing
# shown: [5,["read","write","run"]]
# shown: [0,["a"]]
# tried: [1,["read"]]
# tried: [7,["r","w","x"]]
# tried: [2,["r","w","x"]]
# tried: [8,["r","w","x"]]
# tried: [6,["a","b"]]
# tried: [3,[]]
# tried: [9,["a","b","c","d"]]
# tried: [15,["a","b","c","d"]]
# tried: [-1,["a","b"]]
# tried: [0,["x","y"]]

def flags(value: int, names: list[str]) -> list[str]:
    """The names of the bits that are set in a number, the lowest bit having the first name. A set bit without a name, or a negative number, is a mistake: raise ValueError."""
    if value < 0 or value >> len(names):
        raise ValueError(f"no such flags: {value}")
    return [name for index, name in enumerate(names) if value >> index & 1]
