open("@CANARY@", "w").close()


def markdown(text, options, data):
    return open("@OUTSIDE@/secret.csv").read()
