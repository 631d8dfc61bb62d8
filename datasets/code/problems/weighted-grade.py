# easy: numbers, numeric stability
# tolerance: 1e-9
# shown: [[[90,2],[60,1]]]
# shown: [[]]
# tried: [[[50,0]]]
# tried: [[[50,0],[70,1]]]
# tried: [[[100,1],[0,1]]]
# tried: [[[33,3],[66,3],[99,3]]]
# tried: [[[80,0.5],[90,1.5]]]
# tried: [[[1,10]]]
# tried: [[[0,4],[10,1]]]
# tried: [[[75,1],[85,1],[95,2]]]
# tried: [[[10,0],[20,0]]]

def average(marks: list[list[float]]) -> float | None:
    """The weighted mean of marks [mark, weight]; None where all weights together are 0."""
    weight = sum(part for _, part in marks)
    return sum(mark * part for mark, part in marks) / weight if weight else None
