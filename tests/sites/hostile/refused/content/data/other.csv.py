open("@CANARY@", "w").close()
print("a,b\n1,2")
