# hard: graphs, sorting stability
# shown: [[["1",null,5],["2","1",6],["3",null,4]]]
# shown: [[]]
# tried: [[["a",null,1]]]
# tried: [[["a","x",1]]]
# tried: [[["b","a",2],["a",null,1]]]
# tried: [[["a",null,1],["b","a",3],["c","a",2],["d","c",4]]]
# tried: [[["a",null,5],["b",null,5]]]
# tried: [[["b",null,5],["a",null,5]]]
# tried: [[["r",null,1],["s","r",2],["t","s",3],["u",null,9]]]
# tried: [[["k","m",3],["l","m",2]]]
# tried: [[["p",null,2],["q","p",1],["z",null,3],["y","z",4],["w","p",8]]]

def threads(messages: list[list]) -> list[list[str]]:
    """Puts messages [id, id of the message it answers or None, time] into threads: a message belongs to the thread of the one that it answers; one whose answered message is not there begins a thread. Messages within a thread by time, then id; threads by the time of their latest message, the newest
    first, then by the id of their first message.
    """
    by_id = {message[0]: message for message in messages}

    def root(message: list) -> str:
        while message[1] in by_id:
            message = by_id[message[1]]
        return message[0]

    groups: dict[str, list[list]] = {}
    for message in messages:
        groups.setdefault(root(message), []).append(message)
    ordered = [sorted(group, key=lambda message: (message[2], message[0])) for group in groups.values()]
    ordered.sort(key=lambda group: (-group[-1][2], group[0][0]))
    return [[message[0] for message in group] for group in ordered]
