# medium: state machines, parsing
# shown: ["3 4 +"]
# shown: ["1 +"]
# tried: [""]
# tried: ["5"]
# tried: ["5 1 2 + 4 * + 3 -"]
# tried: ["4 2 /"]
# tried: ["7 2 /"]
# tried: ["-7 2 /"]
# tried: ["1 0 /"]
# tried: ["1 2"]
# tried: ["2 3 *  "]
# tried: ["a b +"]
# tried: ["10 -3 -"]
# tried: ["2 3 + *"]

def rpn(text: str) -> int:
    """Calculates a formula in reverse Polish notation: whole numbers (perhaps negative) and + - * / separated by blanks. Division rounds towards zero. Raise ValueError where the formula is not well formed (exactly one value must be left), ZeroDivisionError on division by 0."""
    import re

    stack: list[int] = []
    for word in text.split():
        if re.fullmatch(r"-?\d+", word):
            stack.append(int(word))
            continue
        if word not in ("+", "-", "*", "/") or len(stack) < 2:
            raise ValueError(word)
        right, left = stack.pop(), stack.pop()
        if word == "/":
            size = abs(left) // abs(right)
            stack.append(size if (left < 0) == (right < 0) else -size)
        else:
            stack.append(left + right if word == "+" else left - right if word == "-" else left * right)
    if len(stack) != 1:
        raise ValueError(text)
    return stack[0]
