# hard: numeric stability, near-miss
# shown: [["2.5","3.5","-2.5"],0]
# shown: [["1.005"],2]
# tried: [["0.5"],0]
# tried: [["1.5"],0]
# tried: [["-0.5"],0]
# tried: [["2.675","2.665"],2]
# tried: [["10.25","10.35"],1]
# tried: [["7"],2]
# tried: [["0.00049"],3]
# tried: [["0.0005"],3]
# tried: [["99.995"],2]
# tried: [["-1.5","-3.5"],0]
# tried: [["123.456"],1]

def rounded(amounts: list[str], places: int) -> list[str]:
    """Rounds decimal numbers, given as text, to so many places: to the nearest, and halves so that the last digit is even (2.5 → 2, 3.5 → 4), exactly as they are written in decimals. Always that many decimals; no minus before zero."""
    from decimal import ROUND_HALF_EVEN, Decimal

    unit = Decimal(1).scaleb(-places)
    results = [Decimal(amount).quantize(unit, rounding=ROUND_HALF_EVEN) for amount in amounts]
    return [str(abs(result) if result == 0 else result) for result in results]
