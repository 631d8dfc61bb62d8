# easy: numbers, strings
# shown: [["red L","red R","blue L"]]
# shown: [[]]
# tried: [["a L"]]
# tried: [["a L","a L"]]
# tried: [["a L","a L","a R"]]
# tried: [["b R","a L","a R","b L"]]
# tried: [["a L","b R"]]
# tried: [["x R","x R","x L","x L"]]
# tried: [["dark blue L","dark blue R"]]
# tried: [["a L","A R"]]
# tried: [["q L","q R","q L","q R","q L"]]

def pairs_of(gloves: list[str]) -> dict[str, int]:
    """Gloves are written as a colour and L or R. How many pairs (one left and one right of a colour) each colour has; colours without a pair are left out."""
    from collections import Counter

    count = Counter(gloves)
    colours = dict.fromkeys(glove[:-2] for glove in gloves)
    found = {colour: min(count[colour + " L"], count[colour + " R"]) for colour in colours}
    return {colour: pairs for colour, pairs in found.items() if pairs}
