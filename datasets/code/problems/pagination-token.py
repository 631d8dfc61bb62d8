# medium: strings
# shown: [["a","b","c","d"],"",2]
# shown: [["a","b","c"],"b",2]
# tried: [[],"",3]
# tried: [["a","c"],"b",1]
# tried: [["a","b"],"b",5]
# tried: [["a","b"],"z",1]
# tried: [["b","a","c"],"",2]
# tried: [["a","b","c"],"",3]
# tried: [["a","b","c","d","e"],"c",1]
# tried: [["x"],"",1]
# tried: [["a","a","b"],"a",2]
# tried: [["k","m","o"],"l",2]

def page(names: list[str], after: str, size: int) -> list:
    """One page of names in alphabetical order: the first `size` of those that come after `after` ("" for the first page), and the name to ask with for the next page, None where nothing is left: [names, next]."""
    rest = [name for name in sorted(names) if name > after]
    return [rest[:size], rest[size - 1] if len(rest) > size else None]
