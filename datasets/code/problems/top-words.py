# medium: strings, sorting stability
# shown: ["the cat and the dog",2]
# shown: ["",3]
# tried: ["a b c",2]
# tried: ["b a b a",1]
# tried: ["It's it's ITS",2]
# tried: ["one-two one two",3]
# tried: ["x",0]
# tried: ["Zoe zoe ZOE ada",5]
# tried: ["a, b. a! c? b; a",2]
# tried: ["naïve Naïve cafe",1]
# tried: ["1 2 2 x",2]
# tried: ["c b a c b a d",3]

def top_words(text: str, count: int) -> list[str]:
    """The most frequent words of a text, at most so many: most frequent first, then alphabetically. A word is a run of letters and apostrophes;
    case does not matter, and words are given in small letters.
    """
    import re
    from collections import Counter

    words = Counter(re.findall(r"(?:[^\W\d_]|')+", text.lower()))
    return sorted(words, key=lambda word: (-words[word], word))[:count]
