# easy: grids
# shown: [[[10,250],[100,0]],20]
# shown: [[],5]
# tried: [[[0]],-1]
# tried: [[[255]],1]
# tried: [[[128,1]],0]
# tried: [[[100,200]],100]
# tried: [[[100,200]],-150]
# tried: [[[1,2,3],[4,5,6]],10]
# tried: [[[254,255,0]],1]
# tried: [[[50]],-50]
# tried: [[[]],7]

def brighter(picture: list[list[int]], by: int) -> list[list[int]]:
    """A picture made brighter (darker where negative): every value raised by so much, but never below 0 or above 255."""
    return [[max(0, min(255, value + by)) for value in row] for row in picture]
