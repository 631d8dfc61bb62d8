# easy: strings
# shown: ["queue"]
# shown: ["rhythm"]
# tried: [""]
# tried: ["a"]
# tried: ["AEI"]
# tried: ["banana"]
# tried: ["beautiful"]
# tried: ["yes"]
# tried: ["oooh ooh"]
# tried: ["x-e-y"]
# tried: ["Ääeé"]
# tried: ["iouea b ae"]

def longest_vowels(word: str) -> int:
    """The length of the longest run of the vowels a, e, i, o, u, small or capital. Accented letters and y are no vowels here."""
    best = run = 0
    for letter in word.lower():
        run = run + 1 if letter in "aeiou" else 0
        best = max(best, run)
    return best
