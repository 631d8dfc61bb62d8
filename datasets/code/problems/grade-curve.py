# medium: numbers, sorting stability
# shown: [[50,70,90,60]]
# shown: [[]]
# tried: [[100]]
# tried: [[1,2]]
# tried: [[5,5,5,5]]
# tried: [[10,20,30,40,50,60,70,80,90,100]]
# tried: [[3,1,2]]
# tried: [[70,70,80,80]]
# tried: [[0,0,1]]
# tried: [[9,8,7,6,5]]
# tried: [[40,60,40,60,50]]

def curved(points: list[int]) -> list[str]:
    """Marks by rank: A for everybody who is surpassed by fewer than a fifth of all, B by fewer than half, C for the others. Who has equal points gets the same mark."""
    marks = []
    for own in points:
        better = sum(other > own for other in points)
        marks.append("A" if better * 5 < len(points) else "B" if better * 2 < len(points) else "C")
    return marks
