# easy: strings
# shown: ["the lord of the flies"]
# shown: ["a tale"]
# tried: [""]
# tried: ["of"]
# tried: ["war and peace"]
# tried: ["THE END"]
# tried: ["into the wild"]
# tried: ["the and of"]
# tried: ["x"]
# tried: ["love in the time of cholera"]
# tried: ["and then there were none"]
# tried: ["  two  blanks "]

def title(text: str) -> str:
    """A title in English: every word begins with a capital letter and goes on with small ones, except for a, an, and, of, the and in,
    which are all small unless they come first. Words are separated by single blanks in the result.
    """
    small = {"a", "an", "and", "of", "the", "in"}
    words = text.lower().split()
    return " ".join(word if word in small and index > 0 else word.capitalize() for index, word in enumerate(words))
