print("gradnik")
