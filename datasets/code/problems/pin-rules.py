# easy: state machines
# shown: ["1357"]
# shown: ["1234"]
# tried: ["0000"]
# tried: ["4321"]
# tried: ["1235"]
# tried: ["2024"]
# tried: ["123"]
# tried: ["12345"]
# tried: ["12a4"]
# tried: [""]
# tried: ["1212"]
# tried: ["9753"]
# tried: ["6789"]
# tried: ["8901"]
# tried: ["1123"]

def is_good_pin(pin: str) -> bool:
    """Whether a code of exactly four digits is good: not all digits the same, and not each digit one more, or each one less, than the digit before it (1234, 4321). 9 is not followed by 0 in this
    sense.
    """
    if len(pin) != 4 or not (pin.isascii() and pin.isdigit()):
        return False
    differences = {int(b) - int(a) for a, b in zip(pin, pin[1:])}
    return differences not in ({0}, {1}, {-1})
