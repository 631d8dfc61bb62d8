# easy: money
# shown: [12]
# shown: [0]
# tried: [1]
# tried: [9]
# tried: [10]
# tried: [11]
# tried: [49]
# tried: [50]
# tried: [51]
# tried: [99]
# tried: [100]
# tried: [101]
# tried: [1000]

def total_cents(pieces: int) -> int:
    """The price of screws in cents: 10 for each of the first 9, 8 for each from the 10th to the 49th, 5 for each from the 50th on."""
    return 10 * min(pieces, 9) + 8 * max(0, min(pieces, 49) - 9) + 5 * max(0, pieces - 49)
