# easy: grids, parsing
# shown: ["N3 E2 S1"]
# shown: [""]
# tried: ["N1"]
# tried: ["S1 S1"]
# tried: ["E5 W5"]
# tried: ["W2 N2"]
# tried: ["N10 E10 S10 W10"]
# tried: ["E0"]
# tried: ["S3 E1 N3"]
# tried: ["W1 W1 N4"]
# tried: ["N2 N2 E1 S5"]

def treasure(steps: str) -> list[int]:
    """Where somebody ends who starts at [0, 0] and walks steps such as "N3" (north, 3), separated by blanks: [east, north]; west and south are negative."""
    east = north = 0
    for step in steps.split():
        size = int(step[1:])
        east += size * {"E": 1, "W": -1}.get(step[0], 0)
        north += size * {"N": 1, "S": -1}.get(step[0], 0)
    return [east, north]
