# medium: money, wrong-units
# shown: [95]
# shown: [0]
# tried: [1]
# tried: [30]
# tried: [31]
# tried: [60]
# tried: [61]
# tried: [600]
# tried: [601]
# tried: [1440]
# tried: [1441]
# tried: [2880]
# tried: [5000]

def fee_cents(minutes: int) -> int:
    """The fee for parking so many minutes, in cents: the first 30 minutes are free; after that every hour that has begun, counted from the very start, costs 2 euros, at most 15 euros for each 24 hours that have begun
    since the start.
    """
    if minutes <= 30:
        return 0
    days, rest = divmod(minutes, 1440)
    return days * 1500 + min(1500, -(-rest // 60) * 200)
