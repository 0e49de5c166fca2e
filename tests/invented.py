"""An invented inquiry, for tests: a report, three responses, slides, and our digest of a part.

Nothing here exists: not the inquiry, not the organisations, not the places or the figures. What
each text says about the others is consistent, so that a test may ask about it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant import Assistant

# The fixture open_texts: indexes {file name: text} in that order, with a catalogue's text or none.
OpenTexts = Callable[..., Assistant]

REPORT_DOC = "sou-2031-7"
DIGEST_DOC = "referat-sou-2031-7"
VINDELBY_DOC = "remissvar-vindelby"
OSTMARK_DOC = "remissvar-ostmark"
NFL_DOC = "remissvar-nfl"
SLIDES_DOC = "bilder-vardagsdagen"

CATALOG = """
[[document]]
doc = "sou-2031-7"
title = "Närmare vardagen – service där människor bor (SOU 2031:7)"
heading = "Närmare vardagen"
kind = "report"
reference = "SOU 2031:7"
names = ["Vardagsdelegationens betänkande"]
date = "2031-03"
url = "https://exempel.invalid/sou-2031-7/"

[[document]]
doc = "remissvar-ostmark"
title = "Region Östmarks yttrande över SOU 2031:7"
kind = "response"
organisation = "Region Östmark"
names = ["RÖM"]
date = "2031-09"
answers = ["SOU 2031:7"]

[[document]]
doc = "remissvar-nfl"
title = "Norra fjällens landstings yttrande över SOU 2031:7"
kind = "response"
organisation = "Norra fjällens landsting"
names = ["NFL"]
date = "2031-08"
answers = ["SOU 2031:7"]

[[document]]
doc = "bilder-vardagsdagen"
title = "Bilder från Vardagsdagen"
kind = "slides"
date = "2031-05"

[[document]]
doc = "referat-sou-2031-7"
title = "Referat av Närmare vardagen (SOU 2031:7)"
kind = "digest"
about = "sou-2031-7"
"""

REPORT = """\
# Närmare vardagen

## 1 Lagförslag

### 1.1 Förslag till lag om servicepunkter

Vardagsdelegationen föreslår en ny lag om servicepunkter. Lagen säger att varje kommun ska ha \
minst en servicepunkt som är öppen för alla, oavsett var de är folkbokförda.

En servicepunkt ska vara bemannad minst 24 timmar i veckan. Av dem ska minst fyra timmar ligga \
efter klockan 17 eller på en lördag. Kommunen får driva punkten själv, tillsammans med en annan \
kommun eller genom avtal med en förening.

Lagen ska träda i kraft den 1 juli 2033. För kommuner med färre än 5 000 invånare gäller en \
längre frist, till den 1 januari 2035.

### 1.2 Förslag till förordning om vardagslotsar

Förordningen anger vad en vardagslots ska kunna och vilket stöd staten ger. Statsbidraget får \
täcka högst 60 procent av lönekostnaden för en vardagslots under de tre första åren.

En kommun som tar emot bidraget ska varje år lämna en redovisning på högst två sidor till \
Serviceverket. Delegationen vill hålla redovisningen kort, eftersom långa blanketter annars äter \
upp den tid som bidraget är tänkt att ge.

## 2 Uppdraget och arbetet

### 2.1 Vårt uppdrag

Regeringen tillsatte Vardagsdelegationen den 12 maj 2027. Uppdraget var att föreslå hur stat, \
kommun och region tillsammans kan göra det lättare att uträtta ärenden nära hemmet.

Delegationen skulle inte pröva om ansvaret för någon uppgift bör flyttas mellan stat och kommun. \
Frågor om beskattning låg också utanför uppdraget.

### 2.2 Så har vi arbetat

Delegationen har besökt 48 orter och hållit sex öppna möten. En enkät gick till 4 210 hushåll, \
och 61 procent av dem svarade.

Tre forskare från Hamnvikens högskola har följt försöken från början till slut. De har skrivit \
egna rapporter, som delegationen inte har ändrat i. Detta gör att läsaren kan pröva våra \
slutsatser mot ett underlag som andra har tagit fram.

Arbetet leddes av Ingrid Sandmo. Sekretariatet bestod av fem personer.

### 2.3 Begrepp

I betänkandet använder vi följande ord i en bestämd betydelse:

- Vardagsärende: ett ärende som de flesta uträttar minst en gång om året, till exempel att \
förnya ett recept eller anmäla en flytt.
- Servicepunkt: en bemannad plats där flera myndigheter tar emot besökare vid samma disk.
- Vardagslots: en anställd som följer en person genom ett helt ärende, också när det byter \
myndighet.
- Restid: tiden från dörr till disk med det färdmedel som personen brukar använda.

Med medborgare menar vi alla som bor i landet, också den som inte har svenskt medborgarskap.

## 3 Nuläget

### 3.1 Avstånden har växt

Mellan 2015 och 2029 stängde staten 212 lokala kontor. Den genomsnittliga restiden till närmaste \
kontor ökade under samma tid från 22 till 41 minuter.

Ökningen är ojämn. I glesbygd är restiden i dag över två timmar för vart femte hushåll, medan \
den i de tre största städerna knappt har ändrats.

Den som saknar bil drabbas hårdast. Kollektivtrafiken är planerad för arbetspendling och går \
sällan mitt på dagen, när kontoren är öppna.

### 3.2 Ärenden som bollas

Var tredje person i enkäten har någon gång skickats vidare till en annan myndighet med samma \
ärende. Bland dem som har flera diagnoser är andelen hälften.

Handläggarna beskriver samma sak från sitt håll. De ser bara sin egen del av ärendet och får \
inte veta hur det gick. Därför lär de sig sällan av sina misstag, och samma fel kommer tillbaka.

Delegationens bedömning är att problemet inte beror på bristande vilja. Det beror på att ingen \
har i uppdrag att hålla ihop helheten.

### 3.3 De som står utanför det digitala

Omkring 430 000 personer över 65 år saknar e-legitimation. Många av dem ber en anhörig att logga \
in åt sig, vilket bryter mot villkoren och gör det oklart vem som svarar för uppgifterna.

Digitala tjänster har gjort vardagen lättare för de flesta. Men varje tjänst som bara finns på \
skärm flyttar arbete till den som har svårast att göra det.

## 4 Försöken

### 4.1 Servicebussen i Tallmo

I Tallmo har en ombyggd buss kört en fast runda till elva byar sedan våren 2028. I bussen finns \
en handläggare, en distriktssköterska och en disk för paket.

Bussen tog under 2029 emot 9 300 besök, nästan tre gånger så många som det stängda kontoret \
hade. Varje besök kostade i genomsnitt 184 kronor.

Två svårigheter återkom. Mobiltäckningen var så dålig att handläggaren ofta fick arbeta med \
papper, och chaufförerna fick bara vikariat, så att tre av fyra slutade inom ett år.

### 4.2 Kvarterskontoret i Hamnviken

Hamnviken prövade ett kontor i bottenvåningen på ett vanligt hyreshus. Personalen kom från \
kommunen, Serviceverket och regionens vårdcentral, och de delade chef.

Kontoret löste 78 procent av ärendena vid första besöket. Före försöket var andelen 46 procent.

Den gemensamma chefen lyftes fram av alla som intervjuades. När två verksamheter var oense om \
vem som skulle betala fanns det någon som kunde avgöra saken samma dag.

### 4.3 Biblioteket som väntrum

I Åsarp flyttade distriktssköterskan sin mottagning till biblioteket två dagar i veckan. \
Patienterna väntade bland böckerna, och utlåningen steg med 17 procent.

Försöket avbröts efter fjorton månader. Skälet var att journalsystemet inte fick kopplas till \
bibliotekets nät, och att ingen ville betala för en egen ledning.

## 5 Överväganden och förslag

### 5.1 En servicepunkt i varje kommun

Delegationen föreslår att varje kommun ska ha minst en servicepunkt. Skälet är att närhet inte \
kan ersättas av telefon för den som behöver visa ett papper eller peka på en blankett.

Servicepunkten ska erbjuda minst följande:

1. Hjälp att söka ersättning och bidrag från staten.
2. Hjälp att boka och förbereda besök i vården.
3. Utlämning av paket, recept och pass.
4. En plats där den som vill kan sitta ostört med en dator.

Delegationen har övervägt att låta länsstyrelserna peka ut platserna. Vi avstår från det, \
eftersom kommunerna känner sina invånares vägar bäst.

### 5.2 Vardagslotsar

Delegationen föreslår att den som har tre eller fler pågående ärenden hos olika myndigheter ska \
ha rätt till en vardagslots. Lotsen ska vara samma person från början till slut.

En lots bör inte följa fler än 25 personer samtidigt. I försöken blev samtalen ytliga när antalet \
var högre.

Vardagslotsen fattar inga beslut. Hon eller han ser till att besluten fattas i rätt ordning, att \
ingen tappar bort en handling och att personen förstår vad som händer härnäst.

### 5.3 En enda fullmakt

I dag behöver en anhörig i genomsnitt sju fullmakter för att hjälpa en förälder. Delegationen \
föreslår en gemensam fullmakt som gäller hos alla myndigheter.

Fullmakten ska kunna lämnas på papper vid en servicepunkt. Den gäller i två år och kan när som \
helst återkallas utan att skälet anges.

Vi avråder från att göra fullmakten digital från början. De som behöver den mest är de som saknar \
e-legitimation.

### 5.4 Resor som redan görs

Delegationen rekommenderar regionerna att öppna skolskjutsen för andra resenärer på sträckor där \
minst fem platser står tomma. Föraren ska vara känd av skolan, och eleverna går alltid först.

En sådan ordning kräver ingen lagändring. Den kräver att skolan, regionen och bussbolaget enas \
om vem som svarar för försäkringen.

### 5.5 Kvällsöppna mottagningar

Delegationen rekommenderar att varje vårdcentral håller öppet minst en kväll i veckan. Den som \
arbetar skift eller tar hand om små barn når annars inte vården utan att förlora lön.

Personalen ska kunna välja om den vill arbeta kväll. Om för få väljer det bör arbetsgivaren höja \
ersättningen i stället för att beordra tjänstgöring.

### 5.6 Uppföljning som går att läsa

Delegationen föreslår att Serviceverket följer upp reformen med högst sex mått. Måtten ska handla \
om vad besökaren märker, till exempel restid och antal kontakter före ett beslut.

Serviceverket ska inte rangordna kommuner. En rangordning lockar till att flytta resurser till \
det som mäts, och den säger ingenting om varför skillnaderna finns.

Hela reformen ska utvärderas 2036 av någon som inte har haft del i den.

## 6 Kostnader och konsekvenser

### 6.1 Kostnader och finansiering

Servicepunkterna beräknas kosta 640 miljoner kronor om året när de är fullt utbyggda. \
Vardagslotsarna beräknas kosta 210 miljoner kronor om året.

Delegationen föreslår att staten betalar servicepunkterna fullt ut de första fyra åren. Därefter \
delas kostnaden lika mellan staten och kommunerna.

Pengarna tas från anslaget för lokala kontor, som inte längre behövs i samma omfattning, och från \
en sänkt ersättning till de myndigheter som lämnar orter.

### 6.2 Konsekvenser för kommunerna

Den kommunala självstyrelsen begränsas genom skyldigheten att ha en servicepunkt. Delegationen \
bedömer att begränsningen är proportionerlig, eftersom kommunen själv väljer plats, öppettider \
och driftsform.

Små kommuner får svårast att rekrytera. Vi räknar med att omkring 40 kommuner behöver samverka \
med en granne för att klara bemanningen.

### 6.3 Konsekvenser för den personliga integriteten

När flera myndigheter sitter vid samma disk finns risk att uppgifter sprids. Därför ska \
handläggaren bara se det ärende som besökaren har valt att visa.

Delegationen har samrått med Dataskyddsnämnden. Nämnden anser att samtycket måste vara skriftligt \
när en vardagslots tar del av journaler.
"""

DIGEST = """\
## 5.2 Vardagslotsar

Den som har minst tre öppna ärenden hos skilda myndigheter får enligt delegationens förslag rätt \
till en vardagslots. Samma lots följer med hela vägen och har högst 25 personer åt gången.

Lotsen beslutar ingenting utan håller ordning på handlingar och turordning och förklarar nästa \
steg.

## 5.3 En enda fullmakt

Sju fullmakter per anhörig blir en, om delegationen får som den vill. Den nya fullmakten lämnas \
på papper, räcker i två år och kan dras tillbaka utan skäl.
"""

VINDELBY = """\
Vindelby kommun
Kommunstyrelsen

Yttrande över betänkandet Närmare vardagen (SOU 2031:7)

Sammanfattning

Vindelby kommun tillstyrker förslaget om en servicepunkt i varje kommun men avstyrker att staten \
bestämmer hur många timmar den ska vara bemannad.

Servicepunkter

Kommunen har redan ett medborgarkontor i kommunhuset som tar emot 60 besökare om dagen. Vi delar \
delegationens bild att besöken ökar när flera myndigheter finns på samma plats.

Kravet på 24 bemannade timmar i veckan passar inte en kommun med 3 100 invånare. Vi föreslår i \
stället 12 timmar, förlagda efter vad invånarna själva önskar.

Vardagslotsar

Vindelby kommun tillstyrker förslaget om vardagslotsar. Vi vill dock att lotsen anställs av \
kommunen och inte av Serviceverket, eftersom tilliten byggs i det lilla.

Skolskjuts

Kommunen är tveksam till att öppna skolskjutsen för andra resenärer. Föräldrarna i våra byar har \
sagt att de inte vill att små barn åker med vuxna som de inte känner.

Finansiering

Vindelby kommun avstyrker att kostnaden delas lika efter fyra år. För oss motsvarar det en höjning \
av kommunalskatten med 31 öre, och det är mer än hela kulturens budget.

För Vindelby kommun

Rut Almgren
kommunstyrelsens ordförande
"""

OSTMARK = """\
# Region Östmarks yttrande över Närmare vardagen

## Sammanfattande inställning

Region Östmark (RÖM) är i huvudsak positiv till betänkandet. Regionen tillstyrker förslagen om \
vardagslotsar och om en gemensam fullmakt.

Regionen avstyrker däremot rekommendationen om kvällsöppna mottagningar i dess nuvarande form.

## Vardagslotsar

Regionen har egen erfarenhet av lotsar i cancervården. Patienterna ringde 40 procent färre samtal \
till avdelningen när de hade en namngiven person att vända sig till.

Regionen anser att 25 personer för varje lots är för många när flera av dem har svår psykisk \
sjukdom. Gränsen bör i de fallen vara 15.

## Kvällsöppna mottagningar

Bristen på distriktssköterskor är så stor att kvällsöppet på alla vårdcentraler skulle stänga \
mottagningar på dagen. Regionen vill i stället pröva kvällsöppet på ett par orter i taget.

Följande villkor behöver vara uppfyllda före ett försök:

- Personalen har förhandlat om schemat.
- Ersättningen för kvällsarbete är höjd.
- Det finns en jourläkare att ringa till.

## En gemensam fullmakt

Regionen tillstyrker fullmakten men påpekar att journaler omfattas av sträng sekretess. Dessa \
uppgifter bör kräva ett särskilt kryss på blanketten.
"""

# A letter as an old word processor leaves it: wrapped lines, hyphens, page numbers.
NFL = """\
Norra fjällens landsting (NFL)
Landstingsstyrelsen                             Dnr LS 2031-114


Yttrande över SOU 2031:7 Närmare vardagen


Norra fjällens landsting har beretts tillfälle att yttra sig över
betänkandet. Landstinget lämnar följande synpunkter.


Allmänt

Landstinget anser att delegationen beskriver glesbygdens villkor
på ett sätt som vi känner igen. Avstånden i fjällen mäts i timmar
och inte i kilometer, och vintertid är vägarna ofta stängda.


Servicebussar

Landstinget saknar ett förslag om att göra servicebussen i Tallmo
permanent. Vi vill att staten betalar minst tjugo bussar i fjäll-
kommunerna, eftersom en fast servicepunkt inte hjälper den som har
nio mil till tätorten. Bussarna bör ha satellituppkoppling från
början, så att försökets problem med täckningen inte upprepas.


                                                      Sida 2 (2)


Skolskjuts

Landstinget tillstyrker rekommendationen att öppna skolskjutsen
för andra resenärer. I våra dalar är skolbussen den enda buss som
går, och den är halvtom två dagar av tre.


Fullmakt

Landstinget har ingen erinran mot förslaget om en gemensam
fullmakt. Det kräver dock att blanketten också finns på samiska
och finska, vilket delegationen inte nämner.


På landstingsstyrelsens vägnar

Nils-Erik Fjällborg
landstingsstyrelsens ordförande
"""

SLIDES = """\
Vardagsdagen 2031
en dag om service nära hemmet



Varför är vi här?

- Kontoren stänger
- Resorna blir längre
- Ingen ser hela ärendet



Övning 1: Kartan
Rita vägen till närmaste disk
Hur lång tid tar den?
Vem kan inte gå den?



Övning 2: Lotsens första samtal
Arbeta två och två
En är lots, en är besökare
Byt efter tio minuter



Att ta med hem

- Fråga hur det gick
- Ring före du skickar vidare
- Fira det som fungerar
"""

FILES = {
    f"{REPORT_DOC}.md": REPORT,
    f"{VINDELBY_DOC}.txt": VINDELBY,
    f"{OSTMARK_DOC}.md": OSTMARK,
    f"{NFL_DOC}.txt": NFL,
    f"{SLIDES_DOC}.txt": SLIDES,
    f"referat/{DIGEST_DOC}.md": DIGEST,
}


def write_corpus(folder: Path) -> Path:
    """Write the catalogue and all files into a folder, as corpus/ has them; return the folder."""
    (folder / "referat").mkdir(parents=True)
    (folder / "catalog.toml").write_text(CATALOG, encoding="utf8")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf8")
    return folder
