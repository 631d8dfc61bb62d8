# hard: scheduling, rate limiting
# shown: [["a1","a2","b1","a3"]]
# shown: [[]]
# tried: [["x1"]]
# tried: [["a1","b1","c1"]]
# tried: [["a1","a2","a3"]]
# tried: [["b1","a1","b2","a2"]]
# tried: [["a1","a2","b1","b2","c1"]]
# tried: [["c1","c2","c3","a1","b1","b2"]]
# tried: [["z9","z8","y1"]]
# tried: [["a1","b1","b2","b3","a2"]]
# tried: [["q2","p1","q1","p2","r5","q7"]]

def served(requests: list[str]) -> list[str]:
    """The order in which requests are served that all wait already: the customers (first letter) take turns, in the order of their first request; each turn serves the oldest waiting request of the customer."""
    waiting: dict[str, list[str]] = {}
    for request in requests:
        waiting.setdefault(request[0], []).append(request)
    order = []
    while waiting:
        for customer in list(waiting):
            order.append(waiting[customer].pop(0))
            if not waiting[customer]:
                del waiting[customer]
    return order
