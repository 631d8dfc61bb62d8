# easy: graphs
# shown: [[1,[2,[3]]]]
# shown: [[]]
# tried: [[1,2]]
# tried: [[[]]]
# tried: [[[[]],[]]]
# tried: [[1,[2],[[3],4]]]
# tried: [[[[[5]]]]]
# tried: [["a",["b"]]]
# tried: [[[],[],[1]]]
# tried: [[0]]
# tried: [[[1,[1,[1,[1]]]],[1]]]

def depth(value: list) -> int:
    """How deeply lists are nested: 1 for a list without lists in it, also for an empty one."""
    return 1 + max((depth(part) for part in value if isinstance(part, list)), default=0)
