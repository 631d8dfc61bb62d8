# easy: strings, wrong-units
# shown: ["one two three",60]
# shown: ["",200]
# tried: ["a",60]
# tried: ["a b c d",120]
# tried: ["a b c d e f",60]
# tried: ["hello   world",1]
# tried: ["x y",7]
# tried: ["word",200]
# tried: ["a b c d e f g h i j",100]
# tried: ["tab\tand\nline",3]
# tried: ["a-b c",30]

def reading_seconds(text: str, words_per_minute: int) -> int:
    """How many whole seconds it takes to read a text at so many words a minute, rounded up. Words are separated by white space."""
    return -(-len(text.split()) * 60 // words_per_minute)
