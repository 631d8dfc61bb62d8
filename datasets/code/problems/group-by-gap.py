# medium: intervals
# shown: [[1,2,10,11,12,30],5]
# shown: [[],3]
# tried: [[7],1]
# tried: [[1,6,11],5]
# tried: [[1,7],5]
# tried: [[3,1,2],1]
# tried: [[5,5,5],0]
# tried: [[1,2,4,7,11],2]
# tried: [[-10,-5,0,6],5]
# tried: [[100,1],98]
# tried: [[100,1],99]
# tried: [[0,3,6,10],3]

def sessions(times: list[int], gap: int) -> list[list[int]]:
    """Puts clicks of one visitor into sessions: a click belongs to the session before it when it comes at most `gap` seconds after the click
    before. Times come in any order; sessions and the times in them are sorted.
    """
    found = []
    for time in sorted(times):
        if found and time - found[-1][-1] <= gap:
            found[-1].append(time)
        else:
            found.append([time])
    return found
