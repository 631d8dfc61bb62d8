# medium: scheduling
# shown: [["a.log","a.log.1"],3]
# shown: [[],2]
# tried: [["a.log"],1]
# tried: [["a.log"],0]
# tried: [["a.log","a.log.1","a.log.2"],2]
# tried: [["a.log.1"],5]
# tried: [["b.log","a.log"],2]
# tried: [["a.log.9","a.log.10"],11]
# tried: [["a.log.10","a.log.9"],10]
# tried: [["notes.txt"],3]
# tried: [["a.log","a.log.x"],2]
# tried: [["a.log.2"],3]

def rotated(files: list[str], keep: int) -> list[str]:
    """The names of log files after a rotation, sorted alphabetically: "x.log" becomes "x.log.1", "x.log.n" becomes "x.log.n+1". Numbers above `keep` vanish. Other files
    stay as they are.
    """
    import re

    names = []
    for name in files:
        match = re.fullmatch(r"(.+\.log)(?:\.(\d+))?", name)
        number = int(match[2] or 0) + 1 if match else 0
        if number <= keep:
            names.append(f"{match[1]}.{number}" if match else name)
    return sorted(names)
