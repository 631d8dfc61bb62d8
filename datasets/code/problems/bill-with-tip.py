# easy: money
# shown: [4000,10,3]
# shown: [999,0,2]
# tried: [0,10,4]
# tried: [1000,15,1]
# tried: [1001,10,2]
# tried: [3333,5,3]
# tried: [100,100,7]
# tried: [1,10,1]
# tried: [5,10,1]
# tried: [12345,18,4]
# tried: [15,10,2]
# tried: [10000,1,3]

def each_pays(cents: int, tip_percent: int, people: int) -> int:
    """What each of several people pays in whole cents for a bill with a tip of so many percent. The tip is rounded up to whole cents, and so is
    the share of each, so that the restaurant never gets too little.
    """
    tip = -(-cents * tip_percent // 100)
    return -(-(cents + tip) // people)
