# medium: text formats
# shown: [[12,15,21,9]]
# shown: [[]]
# tried: [[0]]
# tried: [[10,20,30]]
# tried: [[5,5,5]]
# tried: [[39,10]]
# tried: [[99,1]]
# tried: [[21,22,20]]
# tried: [[100,101,99]]
# tried: [[7,17,27,37]]
# tried: [[44,40,48,12]]

def stem_and_leaf(values: list[int]) -> list[str]:
    """A stem-and-leaf plot of whole numbers of 0 or more: a line for every ten from the lowest to the highest that occurs, also for those without values: the tens, " |", and the last digits in order, each with a blank in front."""
    if not values:
        return []
    stems = range(min(values) // 10, max(values) // 10 + 1)
    leaves = {stem: sorted(value % 10 for value in values if value // 10 == stem) for stem in stems}
    return [f"{stem} |" + "".join(f" {leaf}" for leaf in leaves[stem]) for stem in stems]
