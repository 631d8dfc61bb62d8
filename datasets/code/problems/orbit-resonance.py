# easy: numbers
# shown: [4,6]
# shown: [1,1]
# tried: [3,5]
# tried: [12,18]
# tried: [7,7]
# tried: [10,4]
# tried: [1,9]
# tried: [100,75]
# tried: [17,13]
# tried: [8,12]
# tried: [21,6]
# tried: [2,1000]

def meetings(first: int, second: int) -> list[int]:
    """Two lights blink every so many seconds, both at second 0. Returns [seconds until they blink together again, how often the first has blinked then, how often the second], not counting second 0."""
    from math import lcm

    together = lcm(first, second)
    return [together, together // first, together // second]
