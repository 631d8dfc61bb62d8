# easy: strings, near-miss
# shown: ["abc",1]
# shown: ["Zebra 9",2]
# tried: ["",5]
# tried: ["xyz",3]
# tried: ["XYZ",3]
# tried: ["a1b2",26]
# tried: ["hello, world",13]
# tried: ["b",-1]
# tried: ["A",-1]
# tried: ["09",1]
# tried: ["mixed CASE 123",4]
# tried: ["é",1]
# tried: ["z9",11]
# tried: ["{:[",1]

def shift(text: str, by: int) -> str:
    """Moves every letter from a to z (small or capital) by so many places along the alphabet, around its end, and every digit along the digits
    0 to 9, around theirs, in the same direction. Other characters stay.
    """

    def moved(sign: str) -> str:
        for first, size in (("a", 26), ("A", 26), ("0", 10)):
            place = ord(sign) - ord(first)
            if 0 <= place < size:
                return chr(ord(first) + (place + by) % size)
        return sign

    return "".join(map(moved, text))
