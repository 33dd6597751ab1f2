"""Words that mean the same to a reader who searches: declared here once, for every database.

Each word of a text is indexed by its stem (`stem`), one for one; what several words say together is joined when a
question is read (`SAME`). Families are of the field: a general stemmer joins neither 'ratified' with 'ratification' nor
'withdrew' with 'withdrawal', and takes 'arms' for 'arm'.
"""

import re
from functools import lru_cache

from .scripts import stem_of_script
from .words import tokens

# The first word of a line stands for all of them. Plurals and -ise/-ize follow by themselves.
FAMILIES = """
ratify ratifies ratified ratifying ratification
accede accedes acceded acceding accession
withdraw withdraws withdrew withdrawn withdrawing withdrawal leave leaves leaving
end ends ended ending
denounce denounces denounced denouncing denunciation
sign signs signed signing signature signatory signatories
accept accepts accepted accepting acceptance
approve approves approved approving approval
join joins joined joining
adhere adheres adhered adhering adherence adherent
succeed succeeds succeeded succeeding succession successor
suspend suspends suspended suspending suspension
terminate terminates terminated terminating termination
expire expires expired expiring expiry expiration
extend extends extended extending extension
amend amends amended amending amendment
comply complies complied complying compliance compliant
violate violates violated violating violation
breach breaches breached breaching
object objects objected objecting objection
reserve reserved reservation
declare declares declared declaring declaration
notify notifies notified notifying notification
inspect inspects inspected inspecting inspection inspector
verify verifies verified verifying verification
observe observes observed observing observation observer
report reports reported reporting
exchange exchanges exchanged exchanging
consult consults consulted consulting consultation
negotiate negotiates negotiated negotiating negotiation negotiator
destroy destroys destroyed destroying destruction
dismantle dismantles dismantled dismantling dismantlement
eliminate eliminates eliminated eliminating elimination
prohibit prohibits prohibited prohibiting prohibition
ban bans banned banning
limit limits limited limiting limitation
reduce reduces reduced reducing reduction
deploy deploys deployed deploying deployment
develop develops developed developing development
produce produces produced producing production
transfer transfers transferred transferring
export exports exported exporting exporter
import imports imported importing importer
stockpile stockpiles stockpiled stockpiling
proliferate proliferates proliferated proliferating proliferation
disarm disarms disarmed disarming disarmament
deter deters deterred deterrence deterrent
intercept intercepts intercepted intercepting interception interceptor
launch launches launched launching launcher
test tests tested testing
explode explodes exploded explosion explosive
modernise modernises modernised modernising modernisation
host hosts hosted hosting
station stations stationed stationing
cooperate cooperates cooperated cooperating cooperation cooperative
coordinate coordinates coordinated coordination
assist assists assisted assisting assistance
assess assesses assessed assessing assessment
fulfil fulfils fulfill fulfills fulfilled fulfilling fulfilment fulfillment
oblige obliges obliged obligation obligatory
commit commits committed committing commitment
promise promises promised promising
pledge pledges pledged pledging
invade invades invaded invading invasion
annex annexes annexed annexing annexation
attack attacks attacked attacking
defence defences defense defenses defend defends defended defending defensive
offence offences offense offenses offensive
programme programmes program programs
centre centres center centers
manoeuvre manoeuvres maneuver maneuvers
armour armours armor armored armoured
neighbour neighbours neighbor neighbors
licence licences license licenses licensed licensing
artefact artefacts artifact artifacts
organisation organisations organization organizations
behaviour behaviours behavior
grey gray
aluminium aluminum
sulphur sulfur
missile missiles rocket rockets
mine mines landmine landmines
munition munitions ammunition
drone drones uav uavs uas unmanned uncrewed
hypersonic hypersonics
satellite satellites
submarine submarines
warhead warheads
weapon weapons weaponry
nuclear nukes nuke atomic atom thermonuclear
chemical chemicals
biological bacteriological bioweapon bioweapons
toxin toxins
incendiary incendiaries napalm
blinding blind
laser lasers
outlaw outlaws outlawed outlawing
conference conferences revcon
summit summits
treaty treaties
convention conventions
agreement agreements
protocol protocols
article articles art
paragraph paragraphs para paras
chapter chapters
ally allies allied alliance alliances
partner partners partnership partnerships
verbal verbally
anniversary anniversaries
country countries
france french
germany german germans
russia russian russians
china chinese
iran iranian iranians
iraq iraqi
ukraine ukrainian ukrainians
poland polish
romania romanian
czechia czech
turkey turkiye turkish
india indian
pakistan pakistani
israel israeli
libya libyan
syria syrian
georgia georgian
belarus belarusian byelorussia
japan japanese
korea korean
britain british
america american americans
soviet soviets
europe european europeans
africa african
asia asian
spain spanish
italy italian
norway norwegian
sweden swedish
finland finnish
denmark danish
netherlands dutch holland
greece greek
hungary hungarian
canada canadian
""".strip().splitlines()

# Each line: what may be said in place of each other; lines that begin alike are one. In a question the words need not stand
# together.
SAME = """
npt | non-proliferation treaty | nuclear non-proliferation treaty | treaty on the non-proliferation of nuclear weapons | tnp
npt | atomwaffensperrvertrag
npt | traite sur la non-proliferation des armes nucleaires | traite sur la non-proliferation | traite de non-proliferation
npt | vertrag uber die nichtverbreitung von kernwaffen | nichtverbreitungsvertrag | kernwaffensperrvertrag | nvv
npt | tratado sobre la no proliferacion de las armas nucleares | tratado sobre la no proliferacion | tratado de no proliferacion
tpnw | treaty on the prohibition of nuclear weapons | nuclear weapons ban treaty | nuclear ban treaty | nuclear weapon ban
tpnw | ban treaty | tian
ctbt | comprehensive test ban treaty | comprehensive nuclear test ban treaty | test ban treaty | tice
ctbt | traite d'interdiction complete des essais nucleaires
ctbt | kernwaffenteststopp-vertrag | kernwaffenteststoppvertrag | atomteststoppvertrag
ctbt | vertrag uber das umfassende verbot von nuklearversuchen | tratado de prohibicion completa de los ensayos nucleares | tpce
ptbt | ltbt | partial test ban treaty | limited test ban treaty | moscow test ban
cwc | chemical weapons convention | chemical weapons treaty | ciac
bwc | btwc | biological weapons convention | biological and toxin weapons convention | germ warfare convention
ccw | certain conventional weapons | convention on certain conventional weapons | inhumane weapons convention | cnuw
ccm | convention on cluster munitions | cluster munitions convention | oslo convention | cluster bomb treaty
ccm | cluster munitions treaty | cluster bomb ban
cluster munition | cluster bomb | cluster weapon
att | arms trade treaty | tca | waffenhandelsvertrag
abm | anti-ballistic missile | antiballistic missile
abm treaty | abm-vertrag | traite abm | traite antimissile | traite sur les missiles antibalistiques
abm treaty | vertrag uber die begrenzung von raketenabwehrsystemen | tratado abm | tratado sobre misiles antibalisticos
inf | fni | intermediate-range nuclear forces | intermediate nuclear forces | forces nucleaires a portee intermediaire
inf | mittelstreckenraketen-vertrag | washingtoner vertrag uber nukleare mittelstreckensysteme | nukleare mittelstreckensysteme
inf | fuerzas nucleares de alcance intermedio | fuerzas nucleares de rango intermedio
cfe | fce | conventional armed forces in europe | conventional forces in europe | forces conventionnelles en europe
cfe | forces armees conventionnelles en europe | kse | kse-vertrag | konventionelle streitkrafte in europa
cfe | face | fuerzas armadas convencionales en europa
start | strategic arms reduction treaty | reduction des armes strategiques | reduccion de armas estrategicas
new start | start 3 | prague treaty | nouveau start
start 1 | first start treaty
salt | strategic arms limitation talks | strategic arms limitation treaty
sort | strategic offensive reductions | moscow treaty
mtcr | missile technology control regime | rctm
nsg | nuclear suppliers group
hcoc | hague code of conduct | code of conduct against ballistic missile proliferation
psi | proliferation security initiative
open skies | ciel ouvert | offener himmel | offenen himmel | cielos abiertos
outer space treaty | ost | space treaty
seabed treaty | sea-bed treaty | sea bed
mine ban | ottawa convention | ottawa treaty | mine ban treaty | mine ban convention | anti-personnel mine ban convention
mine ban | landmine convention | landmine treaty | landmine ban
landmine | land mine
paros | prevention of an arms race in outer space | arms race in outer space | arms race in space
anti-personnel | antipersonnel
non-proliferation | nonproliferation
co-operation | cooperation
co-ordination | coordination
counter-proliferation | counterproliferation
demining | mine clearance | mine action
enmod | environmental modification
gas protocol | geneva protocol
vienna document | vd
vd11 | vienna document 2011 | vd 2011
vd99 | vienna document 1999
vd94 | vienna document 1994
vd92 | vienna document 1992
vd90 | vienna document 1990
csbm | confidence- and security-building measure
cbm | confidence-building measure
nwfz | nuclear-weapon-free zone | nuclear free zone | zone free of nuclear weapons
nws | nuclear-weapon state
nnws | non-nuclear-weapon state
wmd | weapons of mass destruction | weapon of mass destruction
nuclear weapon | nuclear arm | nuclear bomb | a-bomb | h-bomb
salw | small arms | small arms and light weapons
icbm | intercontinental ballistic missile
slbm | submarine-launched ballistic missile
bmd | ballistic missile defence | missile defence | missile shield | antimissile | anti-missile | star wars
tmd | theatre missile defence
iamd | integrated air and missile defence
epaa | european phased adaptive approach | phased adaptive approach
gbi | ground-based interceptor
gmd | ground-based midcourse defence
sdi | strategic defence initiative | star wars
asat | anti-satellite
ew radar | early-warning radar
cruise missile | glcm
slcm | sea-launched cruise missile | submarine-launched cruise missile
alcm | air-launched cruise missile
mirv | multiple independently targetable re-entry vehicle | multiple independently targeted warheads | multiple warhead | several warheads
no first use | no-first-use | nfu
jcpoa | joint comprehensive plan of action | iran nuclear deal | resolution 2231
erw | explosive remnants of war
uxo | unexploded ordnance
cbrn | chemical biological radiological and nuclear
riot control agent | tear gas
poison gas | chemical weapon | nerve agent | mustard gas
germ warfare | biological weapon
entry into force | enter into force | enters into force | entered into force | come into force | comes into force | came into force
review conference | revcon
meeting of states parties | msp | conference of states parties | csp
unscr | security council resolution | unsc resolution
hotline | direct communications link | red telephone
incsea | incidents at sea
nrc | nato-russia council
pfp | partnership for peace
ici | istanbul cooperation initiative
eapc | euro-atlantic partnership council
helsinki final act | helsinki accord | helsinki accords
founding act | nato-russia founding act
nunn-lugar | cooperative threat reduction | ctr
double track | dual track | doppelbeschluss
nato | north atlantic treaty organisation | atlantic alliance | otan | north atlantic alliance
north atlantic treaty | washington treaty | nato treaty
warsaw pact | warsaw treaty organisation
osce | organisation for security and cooperation in europe | ocse
csce | conference on security and cooperation in europe
iaea | international atomic energy agency | aiea | nuclear watchdog
opcw | organisation for the prohibition of chemical weapons | oiac
un | united nations | onu
eu | european union
uk | united kingdom | britain | great britain | england
us | usa | united states | united states of america | america | u.s. | u.s.a.
ussr | soviet union | soviet | urss | sowjetunion
russia | russian federation
dprk | north korea | democratic people's republic of korea | prk
rok | south korea | republic of korea
gdr | ddr | east germany | german democratic republic
frg | west germany | federal republic of germany
prc | china | people's republic of china
drc | democratic republic of the congo | zaire
uae | united arab emirates
vatican | holy see
burma | myanmar
swaziland | eswatini
ivory coast | cote d'ivoire
germany | deutschland | allemagne | alemania | germania | niemcy
france | frankreich | francia
spain | espana | espagne | spanien
italy | italia | italie | italien
united kingdom | royaume-uni | vereinigtes konigreich | reino unido | grossbritannien
united states | etats-unis | vereinigte staaten | estados unidos
russia | russie | russland | rusia | rossiya
china | chine | zhongguo
poland | polska | pologne | polen | polonia
norway | norge | norvege | norwegen | noruega
sweden | sverige | suede | schweden | suecia
finland | suomi | finlande | finnland
denmark | danmark | danemark | dinamarca
netherlands | nederland | pays-bas | niederlande | paises bajos
belgium | belgique | belgie | belgien | belgica
switzerland | suisse | schweiz | svizzera | suiza
austria | osterreich | autriche
hungary | magyarorszag | hongrie | ungarn | hungria
czechia | cesko | tchequie | tschechien | czech republic
romania | roumanie | rumanien | rumania
bulgaria | bulgarie | bulgarien
greece | hellas | grece | griechenland | grecia
turkey | turquie | turkei | turquia
ukraine | ukraina | ucrania
belarus | bielorussie | weissrussland | bielorrusia
brazil | brasil | bresil | brasilien
japan | nippon | nihon | japon
south korea | coree du sud | sudkorea | corea del sur
north korea | coree du nord | nordkorea | corea del norte
egypt | misr | egypte | agypten | egipto
algeria | algerie | algerien | argelia
morocco | maroc | marokko | marruecos
south africa | afrique du sud | sudafrika | sudafrica
iceland | island | islande
ireland | eire | irlande | irland | irlanda
lithuania | lietuva | lituanie | litauen
latvia | latvija | lettonie | lettland
estonia | eesti | estonie | estland
croatia | hrvatska | croatie | kroatien
serbia | srbija | serbie | serbien
slovakia | slovensko | slovaquie | slowakei
slovenia | slovenija | slovenie | slowenien
albania | shqiperia | albanie | albanien
india | bharat | inde | indien
mexico | mexique | mexiko
missile defence | raketenabwehr | defense antimissile | defensa antimisiles
treaty | traite | vertrag | tratado | trattato | traktat | dogovor
convention | konvention | convencion | ubereinkommen
disarmament | abrustung | desarmement | desarme
arms control | rustungskontrolle | maitrise des armements
npt | договор о нераспространении ядерного оружия | договір про нерозповсюдження ядерної зброї | дняо | дняз
npt | 不扩散核武器条约 | 核拡散防止条約 | 핵확산금지조약 | 핵비확산조약 | معاهدة عدم انتشار الأسلحة النووية
ctbt | договор о всеобъемлющем запрещении ядерных испытаний | двзяи | 全面禁止核试验条约 | معاهدة الحظر الشامل للتجارب النووية
tpnw | договор о запрещении ядерного оружия | дзяо | 禁止核武器条约 | 핵무기금지조약 | معاهدة حظر الأسلحة النووية
cwc | конвенция о запрещении химического оружия | кзхо | 禁止化学武器公约 | 화학무기금지협약 | اتفاقية حظر الأسلحة الكيميائية
bwc | конвенция о запрещении биологического оружия | кбто | 禁止生物武器公约 | 생물무기금지협약 | اتفاقية الأسلحة البيولوجية
att | договор о торговле оружием | 武器贸易条约 | 무기거래조약 | معاهدة تجارة الأسلحة
inf | дрсмд | рсмд | договор о рсмд | договор о ракетах средней и меньшей дальности | 中导条约
inf | договор о ликвидации ракет средней и меньшей дальности
abm | договор о противоракетной обороне | договор по про | 反导条约
cfe | довсе | договор об обычных вооруженных силах в европе | обычные вооруженные силы в европе
start | договор о сокращении и ограничении стратегических наступательных вооружений
start 1 | снв 1
start 2 | снв 2
new start | снв 3 | дснв
open skies | договор по открытому небу | договор об открытом небе | открытое небо | 开放天空条约
outer space treaty | договор о космосе | 外层空间条约 | معاهدة الفضاء الخارجي
missile defence | противоракетная оборона | протиракетна оборона | 导弹防御 | 미사일 방어 | الدفاع الصاروخي
nuclear weapon | ядерное оружие | ядерна зброя | 核武器 | 핵무기 | الأسلحة النووية
chemical weapon | химическое оружие | хімічна зброя | 化学武器 | 화학무기 | الأسلحة الكيميائية
disarmament | разоружение | роззброєння | 裁军 | 군축 | نزع السلاح
treaty | договор | договір | 条约 | 条約 | 조약 | معاهدة
nato | нато | 北约 | 나토 | الناتو | حلف شمال الأطلسي
iaea | магатэ | магате | 国际原子能机构 | 국제원자력기구 | الوكالة الدولية للطاقة الذرية
opcw | озхо | 禁止化学武器组织 | منظمة حظر الأسلحة الكيميائية
osce | обсе | обсє | 欧安组织
un | оон | 联合国 | 유엔 | الأمم المتحدة
eu | европейский союз | європейський союз | 欧盟 | 유럽연합 | الاتحاد الأوروبي
us | сша | 美国 | アメリカ | 미국 | الولايات المتحدة
ussr | ссср | срср | 苏联 | ソ連 | 소련 | الاتحاد السوفياتي
russia | россия | росія | 俄罗斯 | ロシア | 러시아 | روسيا
ukraine | украина | україна | 乌克兰 | ウクライナ | 우크라이나 | أوكرانيا
china | китай | 中国 | 중국 | الصين
france | франция | франція | 法国 | フランス | 프랑스 | فرنسا
germany | германия | німеччина | 德国 | ドイツ | 독일 | ألمانيا
uk | великобритания | велика британія | 英国 | 영국 | المملكة المتحدة
japan | япония | японія | 日本 | 일본 | اليابان
dprk | кндр | северная корея | 朝鲜 | 北朝鮮 | 북한 | كوريا الشمالية
rok | южная корея | 韩国 | 韓国 | 한국 | كوريا الجنوبية
iran | иран | іран | 伊朗 | イラン | 이란 | إيران
israel | израиль | ізраїль | 以色列 | 이스라엘 | إسرائيل
turkey | турция | туреччина | 土耳其 | تركيا
poland | польша | польща | 波兰 | بولندا
belarus | белоруссия | беларусь | білорусь | 白俄罗斯
egypt | египет | єгипет | 埃及 | مصر
syria | сирия | сирія | 叙利亚 | سوريا
iraq | ирак | ірак | 伊拉克 | العراق
libya | ливия | лівія | 利比亚 | ليبيا
nuclear weapon | arme nucleaire | armes nucleaires | atomwaffe | atomwaffen | arma nuclear
chemical weapon | arme chimique | armes chimiques | chemiewaffe | chemiewaffen
""".strip().splitlines()

# Said in questions, and not meant: left out where another word is there.
LITTLE = frozenset(
    """a an the of on in to for by with from at as and or but is are was were be been being do does did has have had it its
    this that these those who whom whose which what when where why how there here i we you they he she his her their our my
    me not no nor if then than so such about into over under between against during after before since until will would can
    could should may might must any all some each every ever still also just please tell show find give list vs via per
    de del la le les des du der den dem das el los las und et sur dans au aux uber auf von zur zum sobre y""".split()
)

# The same of Russian and Ukrainian, as they are written and as they are indexed.
LITTLE |= {form for word in "и і та о об про в у на по с з за к от від для из із".split() for form in (word, stem_of_script(word))}

_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split(), start=1
    )
}
# Marks of a series: Block IIA, Block 2A.
_ROMAN |= {f"{numeral}{letter}": f"{number}{letter}" for numeral, number in list(_ROMAN.items())[:4] for letter in "abcd"}
_FAMILY = {word: line.split()[0] for line in FAMILIES for word in line.split()}
_SPELLED = (
    (re.compile(r"is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
)
_KEPT = {"arms", "forces", "series", "species", "means", "status", "always", "texas", "us", "gas", "bus", "this"}


@lru_cache(maxsize=50_000)
def stem(word):
    """What a folded word is indexed and looked for by: `ratified` → `ratify`, `organization` → `organisation`, `vi` → `6`."""
    if not word.isascii():
        return stem_of_script(word)
    if word in _ROMAN:
        return _ROMAN[word]
    if word in _FAMILY:
        return _FAMILY[word]
    plain = _singular(word)
    if plain in _FAMILY:
        return _FAMILY[plain]
    for ending, written in _SPELLED:
        if len(plain) > 6 and ending.search(plain):
            return ending.sub(written, plain)
    return plain


def _singular(word):
    if len(word) < 4 or word in _KEPT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


def phrase(text):
    """The stems of words that stand together."""
    return tuple(stem(token.word) for token in tokens(text))


# What a question that says no more than this is first taken to mean.
MEANT = {phrase(said): phrase(meant) for said, meant in (line.split("|") for line in (
    "article vi | npt article vi",
    "article 5 | north atlantic treaty article 5",
    "vienna document | vienna document 2011",
))}  # fmt: skip


def _same():
    lines, joined = {}, {}
    for line in SAME:
        said = [phrase(part) for part in line.split("|")]
        lines.setdefault(said[0], {}).update(dict.fromkeys(said))
    for said in lines.values():
        for one in said:
            joined.setdefault(one, {}).update(said)
    return {one: tuple(others) for one, others in joined.items()}


ALTERNATIVES = _same()  # {phrase: every phrase that says the same, itself among them}
LONGEST = max(map(len, ALTERNATIVES))
