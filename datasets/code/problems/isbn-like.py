# medium: parsing, near-miss
# shown: ["0-306-40615-2"]
# shown: ["123"]
# tried: ["0306406152"]
# tried: ["080442957X"]
# tried: ["0-8044-2957-x"]
# tried: ["X306406152"]
# tried: ["0306406153"]
# tried: ["030640615"]
# tried: [""]
# tried: ["0 306 40615 2"]
# tried: ["0--306406152"]
# tried: ["1111111111"]
# tried: ["-0306406152"]

def is_book_number(text: str) -> bool:
    """Whether a text is an old book number of ten digits, where the last may be X (ten), small or capital. Single hyphens may stand between digits, nothing else, none at the ends. The digits times 10, 9, 8, …, 1 add up to a multiple of 11."""
    import re

    if not re.fullmatch(r"\d(?:-?\d){8}-?[\dXx]", text, re.ASCII):
        return False
    digits = [10 if sign in "xX" else int(sign) for sign in text.replace("-", "")]
    return sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1))) % 11 == 0
