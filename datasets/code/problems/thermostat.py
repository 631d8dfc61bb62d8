# medium: state machines
# shown: [[18,19,20,21,22],20,1]
# shown: [[],20,1]
# tried: [[20],20,1]
# tried: [[19],20,1]
# tried: [[18.9],20,1]
# tried: [[18,20,21],20,1]
# tried: [[18,20,21.1,20,19,18.5],20,1]
# tried: [[25,25],20,0]
# tried: [[19.9,20,20.1,20],20,0]
# tried: [[10,30,10,30],20,5]
# tried: [[15,25,15,14.9],20,5]
# tried: [[21,19.5,18,20.9],20,1]

def heating(temperatures: list[float], target: float, band: float) -> list[bool]:
    """Whether a heater is on after each reading. It is off at first, goes on below target - band, off above target + band, and otherwise stays as it is."""
    is_on, states = False, []
    for reading in temperatures:
        if reading < target - band:
            is_on = True
        elif reading > target + band:
            is_on = False
        states.append(is_on)
    return states
