# medium: parsing
# shown: ["... --- ..."]
# shown: [".-  -..."]
# tried: [""]
# tried: ["."]
# tried: ["..--"]
# tried: [".- -... -.-."]
# tried: ["-- . -"]
# tried: ["...   ---"]
# tried: [" .- "]
# tried: ["-.-.-.-"]
# tried: [". . .  - -"]
# tried: ["x"]

def decode(signal: str) -> str:
    """Reads letters of Morse code: A ".-", B "-...", C "-.-.", E ".", M "--", O "---", S "...", T "-". One blank separates letters, two or more separate words (one blank in the result). Blanks at either end mean
    nothing. Anything else gives "?".
    """
    import re

    letters = {".-": "A", "-...": "B", "-.-.": "C", ".": "E", "--": "M", "---": "O", "...": "S", "-": "T"}
    words = [word for word in re.split(r" {2,}", signal.strip(" ")) if word]
    return " ".join("".join(letters.get(code, "?") for code in word.split(" ")) for word in words)
