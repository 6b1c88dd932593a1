"""Units and currencies: what each name of one means, and how many base units it has."""

# Name of the unit -> (dimension, base units in one of it).
UNITS: dict[str, tuple[str, float]] = {}
_LENGTHS = (
    ("metre metres meter meters m", 1.0),
    ("kilometre kilometres kilometer kilometers km kms", 1000.0),
    ("centimetre centimetres centimeter centimeters cm", 0.01),
    ("millimetre millimetres millimeter millimeters mm", 0.001),
    ("mile miles", 1609.34),
    ("foot feet ft", 0.3048),
    ("inch inches", 0.0254),
    ("yard yards", 0.9144),
)
for _names, _dimension, _factor in (
    *((names, "length", factor) for names, factor in _LENGTHS),
    ("hectare hectares ha", "area", 1),
    ("acre acres", "area", 0.404686),
    ("milligram milligrams mg", "weight", 0.000001),
    ("gram grams gramme grammes g", "weight", 0.001),
    ("kilogram kilograms kilogramme kilogrammes kilo kilos kg", "weight", 1),
    ("tonne tonnes ton tons", "weight", 1000),
    ("ounce ounces oz", "weight", 0.0283495),
    ("lb lbs", "weight", 0.453592),
    ("litre litres liter liters", "volume", 1),
    ("millilitre millilitres milliliter milliliters ml", "volume", 0.001),
    ("gallon gallons", "volume", 3.78541),
    ("degree degrees °C °", "temperature", 1),
    ("°F", "fahrenheit", 1),
    ("year years", "months", 12),
    ("month months", "months", 1),
    ("week weeks", "days", 7),
    ("day days", "days", 1),
    ("hour hours hr hrs", "minutes", 60),
    ("minute minutes min mins", "minutes", 1),
    ("second seconds sec secs", "minutes", 1 / 60),
    ("mph", "speed", 1.60934),
    ("kph km/h kmh", "speed", 1),
    ("m/s", "speed", 3.6),
    ("knot knots", "speed", 1.852),
    ("kilowatt kilowatts kW", "power", 0.001),
    ("megawatt megawatts MW", "power", 1),
    ("gigawatt gigawatts GW", "power", 1000),
    ("kilowatt-hour kilowatt-hours kWh", "energy", 0.001),
    ("megawatt-hour megawatt-hours MWh", "energy", 1),
    ("gigawatt-hour gigawatt-hours GWh", "energy", 1000),
    ("gigabyte gigabytes GB", "data", 1),
    ("terabyte terabytes TB", "data", 1000),
    ("decibel decibels dB", "loudness", 1),
    ("percent percents %", "percent", 1),
):
    UNITS.update(dict.fromkeys(_names.split(), (_dimension, float(_factor))))
_TIMES = (("per hour", 0.001), ("an hour", 0.001), ("a hour", 0.001), ("per second", 3.6), ("a second", 3.6))
UNITS.update(
    {
        f"{name} {time}": ("speed", length * factor)
        for names, length in _LENGTHS
        for name in names.split()
        for time, factor in _TIMES
    }
)
for _names, _factor in (
    ("metres meters metre meter m", 0.0001),
    ("kilometres kilometers kilometre kilometer km", 100.0),
    ("miles mile", 258.999),
    ("feet foot ft", 0.0000092903),
    ("yards yard", 0.0000836127),
):
    UNITS.update({f"{square} {name}": ("area", _factor) for square in ("square", "sq") for name in _names.split()})
UNITS.update({"m²": ("area", 0.0001), "km²": ("area", 100.0), "m³": ("volume", 1000.0)})
UNITS.update({f"cubic {name}": ("volume", 1000.0) for name in ("metre", "metres", "meter", "meters")})
UNITS.update(
    {
        "per cent": ("percent", 1.0),
        "percentage points": ("points", 1.0),
        "percentage point": ("points", 1.0),
        "nautical mile": ("length", 1852.0),
        "nautical miles": ("length", 1852.0),
        "light years": ("light years", 1.0),
        "light-years": ("light years", 1.0),
        "degrees Celsius": ("temperature", 1.0),
        "degrees C": ("temperature", 1.0),
        "degrees centigrade": ("temperature", 1.0),
        "degrees Fahrenheit": ("fahrenheit", 1.0),
        "degrees F": ("fahrenheit", 1.0),
        "on the Richter scale": ("magnitude", 1.0),
        "on Richter scale": ("magnitude", 1.0),
        "on the scale of Richter": ("magnitude", 1.0),
        "magnitude": ("magnitude", 1.0),
    }
)
# Letters that are units only right behind the figure: 41C, 79F.
CLOSE_UNITS = {"C": ("temperature", 1.0), "F": ("fahrenheit", 1.0)}
# What has a magnitude: "a 6.3 quake".
SHAKING = frozenset("quake earthquake tremor temblor shock aftershock".split())
DURATIONS = {"months", "days", "minutes"}
SYMBOLS = {"£": "GBP", "$": "USD", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY"}
CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "USD"), "USD"),
    **dict.fromkeys(("pound", "pounds", "GBP"), "GBP"),
    **dict.fromkeys(("euro", "euros", "Euro", "Euros", "EUR"), "EUR"),
    **dict.fromkeys(("yen", "JPY"), "JPY"),
    **dict.fromkeys(("yuan", "renminbi", "CNY"), "CNY"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles", "RUB"), "RUB"),
    **dict.fromkeys(("rupee", "rupees", "INR"), "INR"),
    **dict.fromkeys(("franc", "francs", "CHF"), "CHF"),
    **dict.fromkeys(("krona", "kronor", "krone", "kroner", "crowns"), "crowns"),
    **dict.fromkeys(("peso", "pesos"), "pesos"),
    **dict.fromkeys(("won", "KRW"), "KRW"),
    **dict.fromkeys(("lira", "liras", "TRY"), "TRY"),
    **dict.fromkeys(("zloty", "zlotys", "PLN"), "PLN"),
    **dict.fromkeys(("rand", "ZAR"), "ZAR"),
    **dict.fromkeys(("reais", "BRL"), "BRL"),
    **dict.fromkeys(("dirham", "dirhams"), "dirhams"),
    **dict.fromkeys(("dinar", "dinars"), "dinars"),
    **dict.fromkeys(("shilling", "shillings"), "shillings"),
    **dict.fromkeys(("forint", "forints", "HUF"), "HUF"),
    **dict.fromkeys(("riyal", "riyals"), "riyals"),
    **dict.fromkeys(("baht", "THB"), "THB"),
    **dict.fromkeys(("naira", "NGN"), "NGN"),
}
