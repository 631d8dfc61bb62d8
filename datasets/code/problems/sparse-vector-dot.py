# easy: numbers
# shown: [{"0":2,"5":3},{"5":4}]
# shown: [{},{}]
# tried: [{"1":1},{}]
# tried: [{"a":2},{"a":-3}]
# tried: [{"x":0},{"x":9}]
# tried: [{"1":1,"2":2,"3":3},{"1":1,"2":2,"3":3}]
# tried: [{"p":5},{"q":5}]
# tried: [{"0":1.5},{"0":2}]
# tried: [{"k":-1,"l":-1},{"k":-1,"l":1}]
# tried: [{"big":1000000},{"big":1000000}]
# tried: [{"m":3,"n":4},{"n":3,"m":4}]

def dot(left: dict[str, float], right: dict[str, float]) -> float:
    """The scalar product of two sparse vectors, which name only their entries that are not 0."""
    return sum(value * right[name] for name, value in left.items() if name in right)
