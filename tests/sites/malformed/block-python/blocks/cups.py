OPTIONS = {"unit": None}


def markdown(text, options, data):
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isdecimal():
            raise ValueError(f"this is no number: {line}", number)
    return str(sum(map(int, text.split())) / len(data))
