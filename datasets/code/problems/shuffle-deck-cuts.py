# easy: sorting stability
# shown: [6,[2]]
# shown: [3,[]]
# tried: [5,[0]]
# tried: [5,[5]]
# tried: [5,[1,1]]
# tried: [4,[2,2]]
# tried: [7,[3,5,1]]
# tried: [1,[1]]
# tried: [6,[-1]]
# tried: [6,[-2,2]]
# tried: [8,[9]]
# tried: [0,[]]

def cut(size: int, cuts: list[int]) -> list[int]:
    """A deck of cards numbered 1 to `size` from the top, after some cuts: a cut at n puts the top n cards below the others; a negative n brings the bottom cards to the top. n may be larger than the deck: then it goes around."""
    deck = list(range(1, size + 1))
    for place in cuts:
        at = place % size
        deck = deck[at:] + deck[:at]
    return deck
