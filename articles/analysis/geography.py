"""Names of countries and regions that the gazetteer lacks: other names, demonyms, the parts of federal states.

One line for each, whole sets and no selection: country code, then the words.
"""

OTHER_NAMES = """
AE UAE|Emirates
BA Bosnia
BO Bolivia
CD DR Congo|DRC|Democratic Republic of Congo
CI Ivory Coast
CN People's Republic of China|PRC|mainland China
CV Cape Verde
CZ Czech Republic|Czechia
GB UK|U.K.|Britain|Great Britain
IR Iran
KP North Korea
KR South Korea
LA Laos
MK North Macedonia|Macedonia
MM Burma|Myanmar
NL Holland|The Netherlands|Netherlands
PS Palestine|Gaza Strip|West Bank|Gaza
RU Russian Federation
SY Syria
SZ Swaziland|Eswatini
TL East Timor
TR Turkey|Türkiye
TZ Tanzania
US USA|U.S.A.|US|U.S.|United States of America|America
VA Vatican
VE Venezuela
VN Vietnam
"""

DEMONYMS = """
AF Afghan
AL Albanian
AR Argentine|Argentinian
AM Armenian
AT Austrian
AU Australian
AZ Azerbaijani
BD Bangladeshi
BE Belgian
BG Bulgarian
BO Bolivian
BR Brazilian
BY Belarusian|Belarussian
CA Canadian
CH Swiss
CL Chilean
CN Chinese
CO Colombian
CU Cuban
CZ Czech
DE German
DK Danish
DZ Algerian
EC Ecuadorian
EE Estonian
EG Egyptian
ES Spanish
ET Ethiopian
FI Finnish
FR French
GB British|English|Scottish|Welsh
GE Georgian
GH Ghanaian
GR Greek
HR Croatian
HU Hungarian
ID Indonesian
IE Irish
IL Israeli
IN Indian
IQ Iraqi
IR Iranian
IS Icelandic
IT Italian
JM Jamaican
JO Jordanian
JP Japanese
KE Kenyan
KP North Korean
KR South Korean
KZ Kazakh
LB Lebanese
LK Sri Lankan
LT Lithuanian
LV Latvian
LY Libyan
MA Moroccan
MX Mexican
MY Malaysian
NG Nigerian
NL Dutch
NO Norwegian
NP Nepalese|Nepali
NZ New Zealander
PE Peruvian
PH Philippine|Filipino
PK Pakistani
PL Polish
PS Palestinian
PT Portuguese
RO Romanian
RS Serbian
RU Russian
SA Saudi
SE Swedish
SG Singaporean
SI Slovenian
SK Slovak
SN Senegalese
SO Somali
SY Syrian
TH Thai
TN Tunisian
TR Turkish
TW Taiwanese
UA Ukrainian
UG Ugandan
US American
UY Uruguayan
VE Venezuelan
VN Vietnamese
YE Yemeni
ZA South African
ZM Zambian
ZW Zimbabwean
"""

# Country code, region code as GeoNames has it, name. The states of the US are in the gazetteer's own file.
REGIONS = """
AU 01 Australian Capital Territory
AU 02 New South Wales
AU 03 Northern Territory
AU 04 Queensland
AU 05 South Australia
AU 06 Tasmania
AU 07 Victoria
AU 08 Western Australia
CA 01 Alberta
CA 02 British Columbia
CA 03 Manitoba
CA 04 New Brunswick
CA 05 Newfoundland
CA 07 Nova Scotia
CA 08 Ontario
CA 09 Prince Edward Island
CA 10 Quebec
CA 11 Saskatchewan
GB ENG England
GB NIR Northern Ireland
GB SCT Scotland
GB WLS Wales
"""

# State of the US, and its abbreviation in a dateline.
STATE_ABBREVIATIONS = """
AL Ala.
AZ Ariz.
AR Ark.
CA Calif.
CO Colo.
CT Conn.
DE Del.
FL Fla.
GA Ga.
IL Ill.
IN Ind.
KS Kan.
KY Ky.
LA La.
MD Md.
MA Mass.
MI Mich.
MN Minn.
MS Miss.
MO Mo.
MT Mont.
NE Neb.
NV Nev.
NH N.H.
NJ N.J.
NM N.M.
NY N.Y.
NC N.C.
ND N.D.
OK Okla.
OR Ore.
PA Pa.
RI R.I.
SC S.C.
SD S.D.
TN Tenn.
VT Vt.
VA Va.
WA Wash.
WV W.Va.
WI Wis.
WY Wyo.
"""

# Currency code -> country whose sources count in it without saying so.
MONEY_OF = {"GBP": "GB", "INR": "IN", "JPY": "JP", "CNY": "CN", "RUB": "RU", "TRY": "TR", "PLN": "PL", "KRW": "KR"}


def table(lines: str) -> list[tuple[str, list[str]]]:
    """(code, names) of each line of one of the lists above."""
    rows = (line.split(" ", 1) for line in lines.strip().splitlines())
    return [(code, names.split("|")) for code, names in rows]
