# medium: money
# shown: [[100,120,90,110]]
# shown: [[]]
# tried: [[5]]
# tried: [[1,2,3]]
# tried: [[3,2,1]]
# tried: [[10,8,12,6,11]]
# tried: [[100,50,200,90]]
# tried: [[7,7,7]]
# tried: [[4,1,9,5]]
# tried: [[9,5,8,3,4]]
# tried: [[1,10,1,20,15]]
# tried: [[50,60,55,58,40,70,69]]

def worst_fall(prices: list[int]) -> int:
    """The largest loss of somebody who bought at one price and sold at a later one: the greatest difference between a price and a lower one that follows it. 0 where prices never fall."""
    highest, worst = 0, 0
    for price in prices:
        highest = max(highest, price)
        worst = max(worst, highest - price)
    return worst
