# medium: sorting stability
# shown: ["7H 7D 2S"]
# shown: ["AS KD QC"]
# tried: ["2H 2D 2S"]
# tried: ["2H 4H 9H"]
# tried: ["3S 4D 5C"]
# tried: ["QH KH AH"]
# tried: ["AS 2D 3C"]
# tried: ["TS JD QC"]
# tried: ["9H 9D 9S"]
# tried: ["5C 5D KC"]
# tried: ["4S 5S 6S"]
# tried: ["2C 7D JS"]
# tried: ["KD AC 2H"]

def hand(cards: str) -> str:
    """Names a hand of three cards, the best that fits: "straight flush", "three", "straight", "flush", "pair", "high". A card is its rank (2 to 9, T, J, Q, K, A) and its suit. A straight is three ranks in a row; the ace is only above the king."""
    order = "23456789TJQKA"
    ranks = sorted(order.index(card[0]) for card in cards.split())
    is_flush = len({card[1] for card in cards.split()}) == 1
    is_straight = ranks[1] == ranks[0] + 1 and ranks[2] == ranks[1] + 1
    different = len(set(ranks))
    if is_straight and is_flush:
        return "straight flush"
    if different == 1:
        return "three"
    if is_straight:
        return "straight"
    return "flush" if is_flush else "pair" if different == 2 else "high"
