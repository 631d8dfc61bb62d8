# medium: unicode, text formats
# shown: ["Donau\u00addampf\u00adschiff",12]
# shown: ["kurz",10]
# tried: ["",3]
# tried: ["a\u00adb",1]
# tried: ["a\u00adb",2]
# tried: ["ab\u00adcd\u00adef",4]
# tried: ["ab\u00adcd\u00adef",5]
# tried: ["abcdef",3]
# tried: ["x\u00ad",1]
# tried: ["ab\u00adcd",4]
# tried: ["eins\u00adzwei\u00addrei\u00advier",9]

def broken(word: str, width: int) -> list[str]:
    """Breaks a word into lines of at most `width` characters at its soft hyphens (U+00AD): as much as fits on each line, where a line that is not the last ends in "-", which takes
    a place too. Soft hyphens themselves are never shown. A part that is too long for a line is set all the same.
    """
    lines, current = [], ""
    parts = word.split("\u00ad")
    for index, part in enumerate(parts):
        room = width if index == len(parts) - 1 else width - 1
        if current and len(current) + len(part) > room:
            lines.append(current + "-")
            current = ""
        current += part
    return lines + [current]
