# medium: parsing, strings
# shown: ["a\\nb"]
# shown: ["\\\\"]
# tried: [""]
# tried: ["plain"]
# tried: ["\\t"]
# tried: ["\\u0041"]
# tried: ["\\x"]
# tried: ["end\\"]
# tried: ["\\\\n"]
# tried: ["\\n\\n"]
# tried: ["\\u00e9t\\u00E9"]
# tried: ["\\u12"]
# tried: ["a\\\"b"]

def unescaped(text: str) -> str:
    r"""Replaces escapes in a text: \n by a line end, \t by a tab, \\ by a backslash, \" by a quote, \uXXXX (four hexadecimal digits) by that character. Raise ValueError for any other escape and for a backslash at the end."""
    import re

    plain = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}

    def one(match: re.Match) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        if match[2] not in plain:
            raise ValueError(match[0])
        return plain[match[2]]

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.?))", one, text, flags=re.DOTALL)
