# hard: graphs, scheduling
# shown: [{"test":["build"],"deploy":["test","docs"],"build":[],"docs":[]}]
# shown: [{}]
# tried: [{"a":[]}]
# tried: [{"a":["b"],"b":["a"]}]
# tried: [{"a":["a"]}]
# tried: [{"b":[],"a":[]}]
# tried: [{"c":["a","b"],"b":["a"],"a":[]}]
# tried: [{"x":["y"]}]
# tried: [{"d":["c"],"c":["b"],"b":["a"],"a":[]}]
# tried: [{"p":["q","r"],"q":["r"],"r":[],"s":["p"],"t":[]}]
# tried: [{"m":["n"],"n":[],"k":["n"],"l":["k","m"]}]

def stages(needs: dict[str, list[str]]) -> list[list[str]]:
    """The jobs of a pipeline in stages: each job as early as possible, but in a later stage than all it needs; jobs of a stage alphabetically. Raise ValueError where jobs need each other in a
    circle or need one that does not exist.
    """
    if any(need not in needs for wanted in needs.values() for need in wanted):
        raise ValueError("a job is missing")
    done: set[str] = set()
    found = []
    while len(done) < len(needs):
        stage = sorted(job for job in needs if job not in done and set(needs[job]) <= done)
        if not stage:
            raise ValueError("jobs need each other")
        found.append(stage)
        done |= set(stage)
    return found
