# easy: unicode, strings
# shown: ["Anna"]
# shown: ["no lemon, no melon"]
# tried: [""]
# tried: ["a"]
# tried: ["ab"]
# tried: ["Été"]
# tried: ["A man, a plan"]
# tried: ["12321"]
# tried: ["12 21x"]
# tried: ["!!"]
# tried: ["Ésope reste ici et se repose"]
# tried: ["Straße"]

def is_mirror(text: str) -> bool:
    """Whether the letters and digits of a text read the same from both ends. Case and accents (combining marks after decomposition, NFD) do not matter; all other characters are skipped."""
    import unicodedata

    plain = [sign for sign in unicodedata.normalize("NFD", text.lower()) if sign.isalnum()]
    return plain == plain[::-1]
