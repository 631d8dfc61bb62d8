# easy: strings
# shown: ["Use the CPU and GPU.",{"CPU":"processor"}]
# shown: ["",{}]
# tried: ["CPU CPU",{"CPU":"processor"}]
# tried: ["CPUs",{"CPU":"x"}]
# tried: ["cpu",{"CPU":"x"}]
# tried: ["A-B",{"A":"alpha","B":"beta"}]
# tried: ["X",{"X":"Y","Y":"Z"}]
# tried: ["no",{"no":"yes"}]
# tried: ["(API)",{"API":"interface"}]
# tried: ["API_KEY API",{"API":"i"}]
# tried: ["I/O",{"I":"in","O":"out"}]

def expanded(text: str, meanings: dict[str, str]) -> str:
    """Puts the meaning in brackets behind the first occurrence of each known abbreviation: "CPU (processor)". An abbreviation is a whole word, written exactly so; letters, digits and underscores make up a
    word. Later occurrences stay as they are, and meanings are not looked at.
    """
    import re

    seen = set()

    def first(match: re.Match) -> str:
        word = match[0]
        if word not in meanings or word in seen:
            return word
        seen.add(word)
        return f"{word} ({meanings[word]})"

    return re.sub(r"\w+", first, text)
