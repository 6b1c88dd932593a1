"""Words that news of every subject uses, so that sharing one says little about two texts.

Written down by hand from how often articles of many years and subjects have them; lemmas, in lower case.
"""

# In one article of ten or more.
EVERYWHERE = frozenset(
    "say new state lead day government report company attack month force get today act include security meet general plan "
    "follow official authority kill end expect hold spokesman spokeswoman spokesperson man try country issue member fight "
    "response continue support yesterday claim go form carry service death change president minister police national "
    "week tell use need help become show keep add ask begin hour morning night evening afternoon monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september october november december "
    "north south east west northern southern eastern western statement decision news public local home set move "
    "mr mrs dr".split()
)
# In one of twenty.
COMMON = frozenset(
    "meeting chief head office officer arrest receive control industry believe bank direct director deal federal share open "
    "agreement power city area possible dead face complete cent percent person own pay rule remain win negotiation charge "
    "operation war strike increase build commission talk air board warn start position hit hope pressure return condition "
    "accord test play put hear peace announce arrive concern court council committee confirm family friend hospital injure "
    "injury law leader letter live loss lose million billion thousand hundred damage near offer order organisation "
    "organization parliament party political prime process project provide question reach reject release remove request "
    "result road run rise safety school secretary send serious sign situation speak staff stand stop street system team "
    "term today town trade union visit vote water worker work write agree allow appear approve base body break bring buy "
    "capital cause centre center chairman chance child community conference consider cost cut damage data decide demand "
    "department describe development doctor drive early economic effect effort election emergency event evidence executive "
    "experience fall fear figure fire firm flight foreign free full fund game group hand health history house human idea "
    "impact incident information injured inquiry interest international interview investigate investigation job join "
    "journalist judge lawyer level line list market matter measure media military ministry money mother move name network "
    "offence officer pass period place player police policy population post prepare present press pressure price prison "
    "problem program programme protect protest record region remain resident resource response rest rights risk role round "
    "season seat second seek sell sentence service shoot shot side society soldier son source staff stage step story "
    "student study suffer take target third threat threaten tour traffic train travel trial trip turn united university "
    "value victim view village wait walk wife wind woman world year young top site return race line light land key large "
    "major main late hard great fail draw double daughter father brother sister car bus boat ship plane door room window "
    "street square station building bridge river sea coast island hill mountain rain snow storm weather winter summer "
    "spring autumn crowd witness neighbour neighbor passenger driver crew captain coach mayor manager owner customer "
    "business shop store restaurant hotel product sale profit tax budget bill debt rate growth economy contract union "
    "pound dollar euro average total number quarter half share benefit".split()
)
WEIGHT_EVERYWHERE, WEIGHT_COMMON = 0.2, 0.5


def weight(lemma: str) -> float:
    """How much it says that two texts share this word: 0 to 1."""
    if lemma in EVERYWHERE:
        return WEIGHT_EVERYWHERE
    return WEIGHT_COMMON if lemma in COMMON else 1.0
