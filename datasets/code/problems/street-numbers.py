# easy: sorting stability, parsing
# shown: [["10","2a","2","11"]]
# shown: [[]]
# tried: [["1"]]
# tried: [["3","1","2"]]
# tried: [["5b","5a","5"]]
# tried: [["12","7","9a"]]
# tried: [["100","99"]]
# tried: [["2B","2a"]]
# tried: [["4","6","8"]]
# tried: [["1","1a","3","2"]]
# tried: [["21","20b","20"]]

def delivery(numbers: list[str]) -> list[str]:
    """The order in which a postman delivers: along the odd side from low to high, then back along the even side from high to low. A letter behind a number ("2a", perhaps capital) comes after the number without one and in alphabetical order, whichever the direction: it is in the same house."""

    def place(number: str) -> tuple:
        digits = int(number.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        letter = number[len(str(digits)) :].lower()
        return (0, digits, letter) if digits % 2 else (1, -digits, letter)

    return sorted(numbers, key=place)
