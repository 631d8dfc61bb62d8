# medium: money, wrong-units
# shown: [1000,"EUR","USD",{"EUR":1,"USD":1.25}]
# shown: [500,"USD","USD",{}]
# tried: [100,"USD","EUR",{"EUR":1,"USD":1.25}]
# tried: [1000,"JPY","EUR",{"EUR":1,"JPY":160}]
# tried: [1000,"EUR","JPY",{"EUR":1,"JPY":160}]
# tried: [0,"EUR","USD",{"EUR":1,"USD":2}]
# tried: [1,"EUR","USD",{"EUR":1,"USD":0.5}]
# tried: [3,"EUR","USD",{"EUR":1,"USD":0.5}]
# tried: [100,"GBP","USD",{"EUR":1,"USD":1.1}]
# tried: [12345,"USD","JPY",{"USD":1.25,"JPY":150}]
# tried: [250,"JPY","JPY",{"JPY":1}]
# tried: [999,"USD","GBP",{"USD":1.2,"GBP":0.8}]
# tried: [5000,"XAU","XAU",{"EUR":1}]

def convert(amount: int, source: str, target: str, rates: dict[str, float]) -> int | None:
    """Converts an amount in the smallest unit of a currency into that of another, rounded to whole units, halves up. Rates say how much of a currency one euro is. The
    smallest unit is a hundredth (cents), but JPY has none: 1 there is one yen. None where a needed rate is missing; the same currency
    needs none.
    """
    import math

    if source == target:
        return amount
    if source not in rates or target not in rates:
        return None
    units = {"JPY": 1}
    value = amount / units.get(source, 100) / rates[source] * rates[target]
    return math.floor(round(value * units.get(target, 100), 6) + 0.5)
