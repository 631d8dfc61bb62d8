# medium: scheduling
# shown: [100,[[60,0]],250]
# shown: [100,[],90]
# tried: [100,[],100]
# tried: [100,[],101]
# tried: [100,[[50,0],[100,0],[150,0]],200]
# tried: [100,[[100,0]],200]
# tried: [50,[[10,0],[20,0],[60,0]],100]
# tried: [50,[[60,0]],100]
# tried: [80,[[40,0],[80,0]],160]
# tried: [10,[[10,0],[20,0],[30,0]],40]
# tried: [100,[[90,0],[30,0]],180]

def fuel_stops(range_km: int, stations: list[list[int]], distance: int) -> int:
    """How often a car that drives `range_km` on a full tank, and starts with one, must stop at least to get so far. Stations are [kilometre, …] in any order; the tank is always filled. -1 where it cannot be done."""
    places = sorted(station[0] for station in stations)
    here = stops = 0
    while here + range_km < distance:
        within = [place for place in places if here < place <= here + range_km]
        if not within:
            return -1
        here = within[-1]
        stops += 1
    return stops
