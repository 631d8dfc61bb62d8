# medium: graphs
# shown: [[["a","b"],["b","c"],["d","e"]]]
# shown: [[]]
# tried: [[["x","x"]]]
# tried: [[["b","a"]]]
# tried: [[["a","b"],["c","d"],["b","c"]]]
# tried: [[["a","b"],["a","b"]]]
# tried: [[["z","y"],["x","w"],["y","x"],["q","p"]]]
# tried: [[["1","2"],["3","4"],["5","6"]]]
# tried: [[["m","n"],["o","m"],["p","q"],["q","r"]]]
# tried: [[["c","a"],["b","b"]]]
# tried: [[["k","j"],["j","i"],["i","k"]]]

def people(links: list[list[str]]) -> list[list[str]]:
    """Accounts that belong to one person, where each pair of linked accounts does, also over several links. Returns the groups, each sorted, sorted by their first account."""
    groups: list[set[str]] = []
    for link in links:
        joined = set(link)
        for group in [group for group in groups if group & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    return sorted(sorted(group) for group in groups)
