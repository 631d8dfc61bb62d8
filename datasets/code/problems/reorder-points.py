# easy: numbers
# shown: [{"a":[2,5],"b":[9,5]}]
# shown: [{}]
# tried: [{"x":[5,5]}]
# tried: [{"x":[0,0]}]
# tried: [{"z":[1,9],"y":[1,2]}]
# tried: [{"p":[-1,0]}]
# tried: [{"a":[4,5],"b":[5,5],"c":[6,5]}]
# tried: [{"k":[3,10],"j":[3,10]}]
# tried: [{"m":[10,1]}]
# tried: [{"q":[0,1],"r":[0,3],"s":[0,2]}]
# tried: [{"u":[7,8],"t":[100,200]}]
# tried: [{"a":[50,51],"b":[0,10]}]

def to_order(stock: dict[str, list[int]]) -> list[str]:
    """The articles that must be ordered, given as article → [pieces there, least pieces]: those with fewer than the least, the one that lacks most pieces first, then alphabetically."""
    lacking = {name: least - there for name, (there, least) in stock.items() if there < least}
    return sorted(lacking, key=lambda name: (-lacking[name], name))
