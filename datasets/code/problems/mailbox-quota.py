# medium: state machines, wrong-units
# shown: [1,["500KB","600KB"]]
# shown: [0,[]]
# tried: [1,["1MB"]]
# tried: [1,["1024KB"]]
# tried: [1,["1MB","1KB"]]
# tried: [2,["1MB","1MB","1KB"]]
# tried: [1,["2MB","10KB"]]
# tried: [1,["1000KB","25KB","24KB"]]
# tried: [3,["2500KB","600KB","500KB"]]
# tried: [1,["0KB"]]
# tried: [10,["4MB","4MB","4MB","2MB"]]

def accepted(quota_mb: int, messages: list[str]) -> list[bool]:
    """Which messages a mailbox takes whose quota is so many MB, 1 MB being 1024 KB. Sizes are written in whole KB or MB. A message that does not fit any more is refused, and takes no room; later ones may fit."""
    left = quota_mb * 1024
    results = []
    for message in messages:
        size = int(message[:-2]) * (1024 if message.endswith("MB") else 1)
        results.append(size <= left)
        if size <= left:
            left -= size
    return results
