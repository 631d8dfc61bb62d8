# medium: sorting stability
# shown: [[["nut",5],["bolt",2],["nut",-1]]]
# shown: [[]]
# tried: [[["a",1]]]
# tried: [[["a",1],["a",-1]]]
# tried: [[["b",1],["a",1]]]
# tried: [[["a",-2],["b",3]]]
# tried: [[["x",0]]]
# tried: [[["b",2],["a",2],["c",3]]]
# tried: [[["a",1],["b",1],["a",-1],["a",4]]]
# tried: [[["A",1],["a",1]]]
# tried: [[["q",5],["p",5],["q",-5],["r",1]]]

def stock(moves: list[list]) -> list[list]:
    """What is left of each article after deliveries and withdrawals [article, pieces], articles with nothing left taken out: most pieces first, those with
    equally many in the order in which they were first moved. Negative stock (more was taken than came) counts as something left.
    """
    left: dict[str, int] = {}
    for article, pieces in moves:
        left[article] = left.get(article, 0) + pieces
    return sorted(([article, pieces] for article, pieces in left.items() if pieces != 0), key=lambda pair: -pair[1])
