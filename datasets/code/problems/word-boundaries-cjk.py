# hard: unicode
# shown: ["Hello 世界"]
# shown: ["abc"]
# tried: [""]
# tried: ["世界"]
# tried: ["a1 b2"]
# tried: ["東京2020"]
# tried: ["カタカナ と ひらがな"]
# tried: ["x世y"]
# tried: ["don't stop"]
# tried: ["  "]
# tried: ["漢字かな"]
# tried: ["naïve 日本"]

def word_count(text: str) -> int:
    """Counts words for a translator's bill: every character of the blocks CJK unified ideographs (U+4E00 to U+9FFF), Hiragana and Katakana (U+3040 to U+30FF) is a word; of everything else, each run without white space and without such characters is one."""
    import re

    return len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\s\u3040-\u30ff\u4e00-\u9fff]+", text))
