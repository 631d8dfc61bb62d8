# easy: money
# shown: [1000,[300,300,300,200]]
# shown: [100,[]]
# tried: [100,[50]]
# tried: [100,[80]]
# tried: [100,[79,1]]
# tried: [100,[100]]
# tried: [100,[100,1]]
# tried: [100,[40,40,20,1]]
# tried: [0,[1]]
# tried: [1000,[799,1,200]]
# tried: [50,[-10,50,10]]
# tried: [10,[8,-5,5,3]]

def alerts(budget: int, spending: list[int]) -> list[str]:
    """The alerts that spending sets off, each once and in order: "80%" when 80 percent of the budget or more have been spent in all, "100%" at the whole budget or more, "over" above it. Payments that come back are negative; an alert is not taken back. One payment may set off
    several.
    """
    found, total = [], 0
    for amount in spending:
        total += amount
        for name, is_due in (("80%", total * 10 >= budget * 8), ("100%", total >= budget), ("over", total > budget)):
            if is_due and name not in found:
                found.append(name)
    return found
