# easy: strings, sorting stability
# shown: [["cat","car","bar"]]
# shown: [[]]
# tried: [["a"]]
# tried: [["ab","ba"]]
# tried: [["abc","ab"]]
# tried: [["xyz","xyw","abw"]]
# tried: [["",""]]
# tried: [["aab","abb","bbb"]]
# tried: [["a","bb","bbc"]]
# tried: [["zz","yy","zy"]]
# tried: [["123","321","323"]]

def consensus(readings: list[str]) -> str:
    """The most frequent character at each place over several readings of one line; of several the one that comes first in the alphabet (by code point). Readings that are too short for a place are not counted there; the
    result is as long as the longest.
    """
    from collections import Counter

    text = ""
    for place in range(max(map(len, readings), default=0)):
        count = Counter(reading[place] for reading in readings if place < len(reading))
        text += min(count, key=lambda sign: (-count[sign], sign))
    return text
