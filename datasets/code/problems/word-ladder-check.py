# easy: strings, graphs
# shown: [["cold","cord","card"]]
# shown: [["a"]]
# tried: [[]]
# tried: [["cat","cat"]]
# tried: [["cat","dog"]]
# tried: [["cat","cats"]]
# tried: [["lead","load","goad","gold"]]
# tried: [["lead","load","goad","golf"]]
# tried: [["ab","ba"]]
# tried: [["x","y","z"]]
# tried: [["Cat","cat"]]
# tried: [["aa","ab","aa"]]
# tried: [["aa","ab","ab"]]

def is_ladder(words: list[str]) -> bool:
    """Whether each word differs from the one before in exactly one letter at one place, the length staying the same. No word may come twice. Capital and
    small letters differ.
    """
    if len(set(words)) < len(words):
        return False
    pairs = zip(words, words[1:])
    return all(len(a) == len(b) and sum(x != y for x, y in zip(a, b)) == 1 for a, b in pairs)
