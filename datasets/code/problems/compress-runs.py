# medium: strings
# shown: ["aaabcc"]
# shown: [""]
# tried: ["a"]
# tried: ["aa"]
# tried: ["abc"]
# tried: ["aaaaaaaaaaaa"]
# tried: ["a3"]
# tried: ["33"]
# tried: ["aabbaa"]
# tried: ["  x"]
# tried: ["zzzz1"]
# tried: ["ab\\c"]
# tried: ["\\\\"]
# tried: ["xxx"]
# tried: ["aabbbcc"]

def packed(text: str) -> str:
    """Packs text: a run of three or more equal characters is written as the character and the length of the run ("aaa" is "a3"), shorter runs as they are. Digits and backslashes of the text get a backslash in front, so that
    everything can be read back; the backslash belongs to the character ("3333" is "\\34").
    """
    from itertools import groupby

    result = ""
    for sign, run in groupby(text):
        size = len(list(run))
        shown = "\\" + sign if sign.isdigit() or sign == "\\" else sign
        result += shown + str(size) if size >= 3 else shown * size
    return result
