# easy: numbers
# shown: [[3,7,12],[7,12,30]]
# shown: [[],[1]]
# tried: [[1,2,3],[1,2,3]]
# tried: [[1],[2]]
# tried: [[5,5,6],[5]]
# tried: [[9,8,7],[7,8,9]]
# tried: [[1,2],[]]
# tried: [[10,20,30,40],[40,10]]
# tried: [[0],[0,0,0]]
# tried: [[4,3,2,1],[2,4]]
# tried: [[100],[1,0,0]]

def hits(ticket: list[int], drawn: list[int]) -> list[int]:
    """The numbers of a ticket that were drawn, each once, from large to small."""
    return sorted(set(ticket) & set(drawn), reverse=True)
