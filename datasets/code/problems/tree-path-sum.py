# medium: graphs
# shown: [[5,[4,null,null],[8,null,null]]]
# shown: [null]
# tried: [[1,null,null]]
# tried: [[-3,null,null]]
# tried: [[1,[2,[3,null,null],null],null]]
# tried: [[0,[-1,null,null],[-2,null,null]]]
# tried: [[5,null,[1,[9,null,null],[2,null,null]]]]
# tried: [[2,[2,[2,null,null],[2,null,null]],[2,null,null]]]
# tried: [[10,[-5,[20,null,null],null],[7,null,null]]]
# tried: [[-1,[-2,null,null],null]]
# tried: [[3,null,[0,null,[0,null,null]]]]

def heaviest(tree: list | None) -> int | None:
    """The largest sum of the numbers on a way from the root of a binary tree [number, left, right] down to a leaf (a node without children; None is no node). None for no tree."""
    if tree is None:
        return None
    below = [heaviest(child) for child in tree[1:] if child is not None]
    return tree[0] + (max(below) if below else 0)
