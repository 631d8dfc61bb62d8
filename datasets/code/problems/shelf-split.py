# medium: scheduling
# shown: [[3,4,5,6],2]
# shown: [[1],1]
# tried: [[1,2,3],3]
# tried: [[10,1,1],2]
# tried: [[1,1,10],2]
# tried: [[5,5,5,5],2]
# tried: [[7,2,5,10,8],2]
# tried: [[2,3,1,1,1,1],3]
# tried: [[9],3]
# tried: [[1,2,3,4,5],1]
# tried: [[4,4,4],2]

def widest(books: list[int], shelves: int) -> int:
    """Books of given widths stand on shelves in this order, each shelf taking a run of neighbours. How wide the widest shelf must be at least so that all fit on so many shelves (some may stay empty)."""

    def needed(width: int) -> int:
        count, used = 1, 0
        for book in books:
            if used + book > width:
                count, used = count + 1, 0
            used += book
        return count

    width = max(books)
    while needed(width) > shelves:
        width += 1
    return width
