# hard: numeric stability, wrong-units
# tolerance: 1e-6
# shown: [[350,10]]
# shown: [[90]]
# tried: [[0,90]]
# tried: [[0,180]]
# tried: [[]]
# tried: [[10,20,30]]
# tried: [[359,1,3]]
# tried: [[270,280]]
# tried: [[0,120,240]]
# tried: [[-10,10]]
# tried: [[720,90]]
# tried: [[45,45,225]]
# tried: [[180,190]]

def mean_direction(degrees: list[float]) -> float | None:
    """The mean direction of winds given in degrees (not radians), as an angle from 0 up to but not including 360, rounded to 3 decimals: that of 350 and 10 is 0, not 180. None where the directions
    cancel each other (their vectors add up to less than a millionth for each) or there are none.
    """
    from math import atan2, cos, hypot, radians, sin
    from math import degrees as in_degrees

    x = sum(cos(radians(angle)) for angle in degrees)
    y = sum(sin(radians(angle)) for angle in degrees)
    if not degrees or hypot(x, y) < 1e-6 * len(degrees):
        return None
    return round(in_degrees(atan2(y, x)) % 360, 3) % 360
