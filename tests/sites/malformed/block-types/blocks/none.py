def draw(text, options, data):
    return text
