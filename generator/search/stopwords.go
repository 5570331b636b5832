package search

import (
	"strings"
	"sync"

	"fieldbook/generator/i18n"
)

// stopWordLists are the words of a language that say how a question is put, not
// what it is about. They count only where nothing else is asked for, and in
// titles. Every language that has a stemmer has a list.
var stopWordLists = map[string]string{
	"da": "ad af al alle alt anden at burde bør da de deg dem den denne der deres det dette dig din dine disse dit du efter eller en end er et for fra før ham han har havde have hende hendes her hos hun hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind ja jeg jer jo kan kun kunne man med meget men mig min mine mit mod må nej nogen noget nogle nu når og også om op os over på sig sin sine sit skal skulle som så thi til ud under var ved vi vil ville vor vore vores være været",
	"de": "ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bevor bin bis bist bitte da dabei dadurch dafür daher damit danach dann daran darauf darf darum das dass davon dazu dein deine deinem deinen deiner dem den denen denn der deren des dessen desto die dies diese diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines einige er es etwa etwas euch euer eure eurem euren für gegen genau gibt hab habe haben habt hast hat hatte hatten hier hin hätte hätten ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja je jede jedem jeden jeder jedes jene jetzt kann kannst kein keine keinem keinen keiner können könnte könnten man manche mehr mein meine meinem meinen meiner mich mir mit muss möchte müssen müsste müssten nach nachdem nicht nichts noch nun nur ob oder ohne schon sehr seid sein seine seinem seinen seiner seit selbst sich sie sind so sobald solche soll sollen sollte sollten solltest sondern sonst statt um und uns unser unsere unserem unseren unserer unter vom von vor wann war waren warum was weder wegen weil welche welchem welchen welcher welches wem wen wenn wer werde werden weshalb wessen wie wieder will wir wird wo wobei wodurch wofür woher wohin womit worauf wurde wurden wäre wären würde würden zu zum zur zwar zwischen über",
	"en": "a about across after again all along also am among an and another any anybody anyone anything anywhere are arent around as at be because been before being between beyond both but by can cannot cant could couldnt did didnt do does doesnt doing dont during each either else etc ever every everybody everyone everything everywhere few for from get given had hadnt has hasnt have havent having he her here hers herself hes him himself his how however i if im in into is isnt it its itself ive just let lets like many may me might more most much must my myself neither no nobody none nor not nothing now of off on once one only or other others ought our ours ourselves out over own per please rather regarding same shall she shes should shouldnt since so some somebody someone something somewhere such than that thats the their theirs them themselves then there theres these they theyll theyre theyve this those though through thus to too under until up upon us used using very via was wasnt we were werent weve what whatever whats when where whether which while who whom whose why will with within without wont would wouldnt yes yet you youd youll your youre yours yourself youve",
	"es": "a ahora al algo alguna algunas alguno algunos algún ante antes aquel aquella aquellos así aunque aún bajo cada como con contra cual cuales cuando cuanto cuál cuáles cuándo cuánto cómo de debe debemos deben debería deberíamos debo del desde donde durante dónde e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estar estas este esto estos está están fue fueron ha haber había han has hasta hay he hemos la las le les lo los me mi mis mucho muy más nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco podemos podría por porque pue puede pueden puedo pues que quien quienes quién quiénes qué se sea según ser será sería si sido sin sobre sois somos son su sus sí también tan tanto te tener tengo ti tiene tienen toda todas todo todos tu tus un una uno unos usted ustedes vosotros vuestra vuestro y ya yo él",
	"fi": "ei eikä eivät eli ellei emme en eniten enää et ette että he heidän heille heistä hyvin hän hänen häntä itse ja jo joka joku jolla jollei jonka jos joskus jossa josta jota jotka jotta kai kaikki kanssa kautta ketkä koko koska kuin kuinka kuitenkin kuka kukaan kun kunnes kyllä lisäksi me meidän meille meitä miksi mikä mikään millainen milloin millä minkä minne minulla minun minut minä missä mistä mitkä mitä mitään mukaan mutta myös ne niiden niin niitä no noin nuo nyt näiden näin nämä ole olemme olen olet olette oli olisi olivat olla on onko ovat pitäisi pitäisikö pitää se sekä sen siellä sillä sinun sinut sinä sitten sitä tai taikka te teidän teille tuo tuolla tällä tämä tämän tässä tästä tätä täytyy vaan vai vaikka vain voi voidaan voiko voin",
	"fr": "a afin ai ainsi alors au aucun aucune aussi autre autres aux avant avec avez avoir avons c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des devons devrait devrions doit doivent donc dont du dès elle elles en encore entre es est et eu eux fait faut il ils j je jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui là m ma mais me mes moi moins mon même mêmes n ne ni non nos notre nous on ont ou où par parce pas pendant peu peut peuvent peux plus plusieurs pour pourquoi pourrait pouvons près puis qu quand que quel quelle quelles quelque quelques quels qui quoi s sa sans se selon sera seront ses si soi soit son sont sous suis sur t ta te tel telle tes toi ton tous tout toute toutes trop très tu un une vers vos votre vous y à étaient était étant été être",
	"hu": "a abban ahhoz ahogy ahol aki akik akkor alatt amely amelyek ami amikor amit amíg annak arra arról az azaz azok azon azonban azt azután azzal be belül benne bár csak de e ebben eddig egy egyes egyik egyéb el ellen elég előtt emellett ennek erre ez ezek ezen ezt ezért fel felé ha hanem hogy hogyan hol honnan hova hozzá igen ill illetve ilyen is itt kell kellene kellett ki kinek kívül le legyen lehet lehetne lenne lesz lett ma maga meg mely melyek mert mi miatt mikor milyen minden mindig mint mintha mit mivel miért most még nagyon ne nekem neki nem nincs olyan ott sem semmi szerint számunkra számára ti továbbá tud tudok több után utána vagy vagyis vagyok vagyunk valaki valami van vannak vele volna volt voltak által általában én és így össze úgy ő ők",
	"it": "a abbia abbiamo ad agli ai al alla alle allo altra altre altri altro anche ancora avere aveva c che chi ci ciò coi col come con contro cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro deve devi devo devono di dobbiamo dopo dove dovrebbe dovremmo due durante e ed essere fa fino fra fu già gli ha hai hanno ho i il in invece io l la le lei li lo loro lui ma me mi mia mie miei mio molto ne negli nei nel nella nelle nello niente no noi non nostra nostre nostri nostro o ogni oppure per perché perciò però più poco poi possiamo possono potrebbe prima puoi può qual qualche quale quali quando quanta quante quanti quanto quegli quei quel quella quelle quello questa queste questi questo qui sarà se sei senza si sia siamo siano siete solo sono sotto sta su sua sue sugli sui sul sulla sulle sullo suo suoi sì te ti tra troppo tu tua tue tuo tuoi tutta tutte tutti tutto un una uno v vi voi vostra vostro è",
	"nb": norwegianStopWords,
	"nl": "aan af al alle alleen als alsof altijd andere ben bent bij daar daarom dan dat de deze die dit doe doen door dus echter een eens elk elke en er even geen geweest had hadden heb hebben hebt heeft hem hen het hier hij hoe hoeveel hun iedere iemand iets ik in indien is ja je jij jou jouw jullie kan kon kunnen kunt maar mag me meer men met mij mijn moet moeten mogen na naar niet niets nog nu of om omdat ons onze ook op over pas per sinds te tegen ten ter terwijl toch toen tot tussen u uit uw van vanaf veel via voor vooral waar waarmee waarom waarop wanneer want waren was wat we wel welk welke werd werden wie wiens wij wil worden wordt zal ze zelf zich zij zijn zo zoals zonder zou zouden zullen",
	"no": norwegianStopWords,
	"pt": "a ainda algo algum alguma algumas alguns além ao aos apenas após aquela aquelas aquele aqueles aquilo as até cada com como contra da das de dela delas dele deles depois desde dessa desse desta deste deve devem devemos deveria deveríamos devo do dos e ela elas ele eles em enquanto entre era eram essa essas esse esses esta estamos estar estas este estes estou está estão eu foi foram há isso isto já lhe lhes mais mas me mesmo meu meus minha minhas muito na nas nela nele nem nenhum nessa nesse nesta neste no nos nossa nossas nosso nossos num numa não nós o onde os ou outra outras outro outros para pela pelas pelo pelos perante pode podem podemos poderia pois por porque porém posso pouco quais qual qualquer quando quanta quantas quanto quantos que quem quê se seja sem sempre sendo ser seria será seu seus si sido sob sobre somos sua suas são só também te tem temos tenho ter teu teve ti tinha toda todas todo todos tu tua tudo tão têm um uma umas uns você vocês vos à às é",
	"ro": "a abia acea aceasta această aceea acei aceia acel acela acele acelea acest acesta aceste acestea acești aceștia acolo acum ai aia aici al ale alt alta altceva altcineva am ar are as asta astfel asupra atunci atât au avea avem aveți aș așa ați ca care ce cea cei cel cele ceva chiar cine cineva cu cum cumva când cât câte câți cît că căci cărei căror cărui către da dacă dar dată de deci deja deoarece deși din dintr dintre doar după ea ei el ele era erau este eu face fi fie fiecare fiind foarte fost fără la le li lor lui mai mea mei mele meu mi mie mine mult multe mulți ne nea nici niciodată nimic niște noastră noi nostru noștri nu o ori oricare orice oricine pe pentru peste poate pot prea prin putem sa sale sau se spre sub sunt suntem sunteți să săi său te toate toată tot totuși toți trebuie tu tău un una unde unei unele unii unor unui va vei voastră voi vom vor vreo vreun vă îi îl îmi în înainte încă între își îți",
	"ru": "а без более бы был была были было быть в вам вас ваш ваша ваше вашего вашей вашему ваши ваших весь во вот все всего всех всё вы где да даже для до должен должна должно должны его ее ей ему если есть еще ещё её же за здесь и из или им их к как какая какие какой каком какую когда кого ком кому которая которого которое которой которую которые который которых кто куда ли либо лишь между меня мне много мной можем может можно мои мой моя моё мы на над надо нам нас наш наша наше нашего нашей нашем нашему наши нашим нашими наших нашу не него нее ней нельзя нем нет неё ни них но ну нужен нужна нужно нужны нём о об однако он она они оно от откуда очень перед по под после потом потому почему при про раз с сам сама сами само своего своей свой свою себе себя сейчас сколько со так такая также такие такое такой там те тебе тебя тем теперь то тобой тогда того тоже той только том тот ту ты у уж уже хотя чего чей чем через что чтобы чьи эта эти этим этих это этого этой этом этот эту я",
	"sv": "alla allt andra att av bara bland blev bli blir blivit borde både bör de dem den denna deras dess dessa det detta dig din dina dit ditt du där därför då efter eftersom ej eller en enligt er era ert ett från för före ha hade han hans har hela henne hennes hon honom hos hur här i icke in inga ingen inget innan inom inte ja jag kan kring kunde man med medan mellan men mer mig min mina mitt mot mycket måste nej ni nu när någon något några och också om oss på redan samma sedan sig sin sina sitt ska skall skulle som så sådan sådana sådant till trots under upp ut utan vad var vara varför varit varje vars vart vem vems vi vid vilka vilkas vilken vilket vill vår våra vårt är även över",
	"tr": "acaba ama ancak artık aslında az bana bazen bazı belki ben bence beni benim bile bir biraz biri birkaç birçok biz bize bizi bizim bu buna bunda bundan bunlar bunları bunların bunu bunun burada böyle da daha de defa değil diye diğer dolayı en fakat gerek gereken gerekir gerekli gibi göre hangi hangisi hatta hem henüz hep hepsi her herhangi herkes hiç hiçbir ile ilgili ise için içinde işte kadar karşı kendi kendine ki kim kime kimi kimin kimse mi miyiz mu mü mı mıyız nasıl ne neden nedir nerde nerede nereye nesi niye niçin o olan olarak oldu olduğu olmak olması olsa olur ona ondan onlar onları onların onu onun oysa pek rağmen sadece sanki sen senin siz sizin sonra tarafından tüm var vardır ve veya ya yani yerine yine yok yoksa zaten zira çok çünkü öyle şayet şey şimdi şu şunu şöyle",
}

// norwegianStopWords are those of both of its written forms.
const norwegianStopWords = "alle at av bare begge ble blei bli blir blitt burde både bør da de deg dei deim deira deires dem den denne der dere deres det dette di din disse ditt du dykk dykkar då eg ein eit eitt eller elles en enn er et ett etter for fordi fra før ha hadde han hans har hennes her hjå ho hoe honom hoss hossen hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke ikkje ingen inn inni ja jeg kan kom korleis kun kunne kva kvar kven kvi kvifor man mange me med medan meg meget mellom men mer mi min mine mitt mot mye mykje må nei no noe noen noko nokon nokre nå når og også om opp oss over på samme seg selv si sia sidan siden sin sine sitt sjøl skal skulle slik som somme somt så sånn til um under upp ut uten var vart ved vere verte vi vil ville vore vors vort vår være vært"

// asking are the words of a language that say what is asked of a thing, and name none:
// whether a question has an answer, they do not tell.
var asking = map[string]string{
	"de": "bedeuten bedeutet bedeutung begriff definition definieren erklären erklärung heißt unterschied unterschiede unterscheidet vergleich versus vs",
	"en": "compare compared define defined definition difference different explain explained explanation matter matters mean meaning means meant versus vs",
	"es": "comparar comparación definición definir diferencia diferencias explicar explicación significa significado versus vs",
	"fr": "comparer comparaison différence différences définir définition expliquer explication sens signifie signification versus vs",
}

// inAnyStopList tells a function word of any language.
func inAnyStopList(word string) bool { return allStopWords()[word] }

var allStopWords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, list := range stopWordLists {
		for word := range strings.FieldsSeq(list) {
			all[word] = true
		}
	}
	return all
})

// inflections are the endings of a language by which forms of one word differ: one that
// the site has not is found by another.
var inflections = map[string]string{
	"de": "e en n er s es ern", "en": "s es ies y ed d e ing", "es": "s es", "fr": "s es e x", "it": "i e o a", "nl": "en e s", "pt": "s es",
}

func inflectionsOf(language string) []string { return strings.Fields(inflections[i18n.Base(language)]) }

func askingWords(language string) []string { return foldedWords(asking[i18n.Base(language)]) }
func stopWords(language string) []string   { return foldedWords(stopWordLists[i18n.Base(language)]) }

// smallWords are the function words of a language, to look one up.
func smallWords(language string) map[string]bool {
	small := map[string]bool{}
	for _, word := range stopWords(language) {
		small[word] = true
	}
	return small
}

func foldedWords(list string) []string {
	out := []string{}
	for _, word := range strings.Fields(list) {
		out = append(out, fold(word))
	}
	return out
}
