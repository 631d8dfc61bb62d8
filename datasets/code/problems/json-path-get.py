# medium: parsing
# shown: [{"a":{"b":[10,20]}},"a.b.1"]
# shown: [{"x":1},"y"]
# tried: [{},""]
# tried: [{"a":1},"a"]
# tried: [{"a":1},"a.b"]
# tried: [[1,2],"0"]
# tried: [[1,2],"2"]
# tried: [[1,2],"-1"]
# tried: [{"0":"zero"},"0"]
# tried: [{"a":null},"a"]
# tried: [{"a":[{"b":2}]},"a.0.b"]
# tried: [{"a":"text"},"a.0"]
# tried: [{"a":[1]},"a.x"]
# tried: [{"a":{"":3}},"a."]

def lookup(data: object, path: str) -> object:
    """The value at a path such as "a.b.1": names of objects and positions in lists (digits, counted from 0), separated by points. The empty path means the whole. None
    where there is nothing; positions from the end do not exist, and text has no positions.
    """
    if path == "":
        return data
    for name in path.split("."):
        if isinstance(data, dict) and name in data:
            data = data[name]
        elif isinstance(data, list) and name.isdigit() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return data
