# easy: numbers
# shown: ["abc"]
# shown: [""]
# tried: ["a"]
# tried: ["ab"]
# tried: ["ba"]
# tried: ["hello world"]
# tried: ["AAAAAAAA"]
# tried: ["zzzzzzzzzzzzzzzzzzzzzzzz"]
# tried: ["0"]
# tried: ["~~~~"]
# tried: ["The quick brown fox"]

def checksum(text: str) -> int:
    """A checksum of ASCII text: starting from 7, for each character multiply by 31, add its code, and keep the remainder by 65521."""
    value = 7
    for sign in text:
        value = (value * 31 + ord(sign)) % 65521
    return value
