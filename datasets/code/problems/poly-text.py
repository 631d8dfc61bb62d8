# medium: text formats
# shown: [[1,-2,0,3]]
# shown: [[0]]
# tried: [[]]
# tried: [[5]]
# tried: [[0,1]]
# tried: [[0,-1]]
# tried: [[-3,1]]
# tried: [[1,1,1]]
# tried: [[0,0,-2]]
# tried: [[4,0,0,-1]]
# tried: [[0,0,0]]
# tried: [[-1,-1,-1]]
# tried: [[10,20]]

def polynomial(coefficients: list[int]) -> str:
    """Writes a polynomial from its coefficients, the constant first, from the highest power down: [1, -2, 0, 3] is "3x^3 - 2x + 1". Terms with 0 are left out; a factor 1 is
    not written before x; a first term that is negative has its minus directly in front. Without any term it is "0".
    """
    text = ""
    for power in range(len(coefficients) - 1, -1, -1):
        factor = coefficients[power]
        if factor == 0:
            continue
        variable = "" if power == 0 else "x" if power == 1 else f"x^{power}"
        number = "" if abs(factor) == 1 and power else str(abs(factor))
        sign = (" - " if factor < 0 else " + ") if text else ("-" if factor < 0 else "")
        text += sign + number + variable
    return text or "0"
