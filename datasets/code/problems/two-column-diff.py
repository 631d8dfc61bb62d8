# medium: diffs
# shown: ["kitten","sitting"]
# shown: ["",""]
# tried: ["abc","abc"]
# tried: ["a",""]
# tried: ["","b"]
# tried: ["abc","axc"]
# tried: ["short","shorter"]
# tried: ["xyz","z"]
# tried: ["same ","same"]
# tried: ["ab","ba"]
# tried: ["aaa","aba"]

def marks(left: str, right: str) -> str:
    """A line of marks to be shown under two lines of text, place by place: " " where both have the same character, "^" where they differ, "<" where only the first has one, ">" where only the second has one. Blanks at the end are left out."""
    from itertools import zip_longest

    def mark(a: str | None, b: str | None) -> str:
        if a is None:
            return ">"
        return "<" if b is None else " " if a == b else "^"

    return "".join(mark(a, b) for a, b in zip_longest(left, right)).rstrip(" ")
