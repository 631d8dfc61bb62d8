# hard: parsing, near-miss
# shown: ["1+2*3"]
# shown: ["(2+3)*4"]
# tried: ["7"]
# tried: ["2*3+4"]
# tried: ["2+3*4-1"]
# tried: ["10-2-3"]
# tried: ["2*(3+4)*5"]
# tried: ["100-(5-(3-1))"]
# tried: ["((8))"]
# tried: ["6-2*3"]
# tried: ["1*2*3*4"]
# tried: ["12+0*5"]

def simple(formula: str) -> int:
    """Calculates as a cheap pocket calculator does: whole numbers, + - * and brackets, strictly from left to right without precedence: 1+2*3 is 9. Brackets are calculated first, from left to right inside. The formula is well formed and
    has no blanks.
    """
    place = 0

    def value() -> int:
        nonlocal place
        if formula[place] == "(":
            place += 1
            result = chain()
            place += 1
            return result
        start = place
        while place < len(formula) and formula[place].isdigit():
            place += 1
        return int(formula[start:place])

    def chain() -> int:
        nonlocal place
        result = value()
        while place < len(formula) and formula[place] in "+-*":
            sign = formula[place]
            place += 1
            other = value()
            result = result + other if sign == "+" else result - other if sign == "-" else result * other
        return result

    return chain()
