"""Names that people in Java bear: those that are nothing else, and those that are words too.

A help, never a condition: what is announced as a name is one without standing here. Source: the editors' knowledge.
"""

_NAMES = """
abdul abdullah abdurahman abdurrahman abidin abraham achmad acong adhitya adinda aditya adriansyah afifah afrizal
agnes agus agustin agustina agustinus ahmad ahong aisyah akbar albert albertus aldi alesha alex alexander alfiah
alfian alfonsus alfred alif alifah alifia alimin aliong aliya alvin alya amalia aminah aminuddin aminudin amirudin
anang anastasia andhika andika andre andreas andri andriani andrianto andriyani anggi anggoro anggraeni anggraini
anindya anisa anita anne annisa antok anton antonius anwar aprilia aqila aqilah ardi ardian ardiansyah arief arifin
aris ariyanto arnold aryo asep asnawi astuti atmaja atmojo aulia aurellia ayub azahra azis aziz azizah azzahra
bachtiar badrun bagas bahrudin bambang bardi basuki benny benyamin bernadus bernard boedi bonifasius bowo boyke budhi
budianto budiarto budiono budiyanto budiyono cahyani cahyono calvin chairul chandra chaniago charles choirul christian
christina christopher cindi cindy clara claudia daffa dahlan daliman daniel darmanto darmawan darmono darno darsono
darto daryanto daulay david debora deddy dede dedi denny dessy devi dewanto dhimas diah dimas dinda djoko djumadi dodi
doni donny dony dorothy dyah eddy edward edy efendi effendi elias elisabeth elizabeth ellen elly elsa emanuel endah
endang endro enggar eny erick erik erika erlangga erlina ernawati erni erwin ester esther evi fadil fadilah fadli
fahmi fahri fahrudin faisal faizal farel farhan farida farrel fathan fathir fatimah fauzan fauzi febri febriana
febrianti felicia felix ferdi ferdian ferdinand ferdy feri ferry fikri fiona fitria fitriani frans fransisca fransiska
fransiskus fred fredy gabriel galuh ganjar gatot gerald ghofur gilang giman ginting giyanto giyem giyono grace
gregorius gunadi gunarto gunawan habibah habibi hadiwijaya hafidz hafiz halim halimah hamdan hamdani hamid hamidah
hamzah hanafi handayani handoko handono hanif hanna hans hanum harahap hariadi haris hariyadi hariyanto hariyono
harjanto harjo harno harsono hartanto hartati hartatik hartini hartono hartoyo harun harwanto haryadi haryanto haryati
haryono hasan hasanah hasanudin hasbi hasyim helena hendra hendrar hendri hendrik hendrika hendro hengky heni henny
henry heri herlambang herlina herman hermanto hermawan hernowo herry heru hery hidayat hidayati hilda hosea husein
husni hutabarat hutagalung hutagaol hutapea hwa ibnu ibrahim idris ignatius ikhsan ilham ilyas immanuel imron
indrawati indriani irawan irawati irene irfan irma irwan ishak iskandar ismail ismiyati isnaini istiqomah iswanto iwan
jacky jacob jaelani jamal jamaludin james jamilah jane jason jatmiko jefri jennifer jessica jimmy johan johanes john
johnny joko jonas jonathan jordan josef joseph juari jubaedah julia juliana julius jumadi jumini juminten juremi
juwariyah kardi karl karo-karo karsi karsini karsono karti kartini karto kartono karyadi karyono kasijan kasijo
kasiman kasinah kasini kasiran kasiyem kasmin kasmirah kasno kastari katarina kayla keisha kelvin kevin kezia khadijah
khairul khoirul kholiq khotijah kirana kodir koesno komang krisna kristanto kristian kristiani kristina kristiyanto
kromo kuncoro kuntoro kurniasih kurniati kurniawan kurniawati kusnadi kusno kusumaningrum kusumawati kuswanto kuswati
kwee laila lasiman lasinah lasini lasiyem lastri latuconsina laura legiman leginem leni leonardus lidya liem lilik
lina linda listiyani lubis lucas lucia lukas lukman lumban lusi lusia lutfi luther luthfi maemunah magdalena mahendra
mahmud maimunah manurung marcel marcella mardi mardiana mardiyanto margaret margaretha maria mariana mariyam mariyem
marjono markus marlina marno marpaung marsih marsinah marsini marsudi martha martin martini martono marwoto maryam
maryani maryanto maryati maryono masduki masrur masruroh mastur masudi matius matori maulana megawati meilani meliana
melinda melisa melkior melvin michael michelle miftah miftahul mikael minarti misbah mislan misran moch mochamad moh
mohamad mohammad monica monika muchlis mudjiono mugiarti mugiyono muh muhamad muhammad mujiati mujib mujiono mujiyono
mukhlis mukidi mukinah mulyadi mulyani mulyanto mulyati mulyono munawar munir muntamah mursid murtini muryadi muryani
musa muslikah mustakim mustaqim mustofa mutmainah muzaki nababan nabila nadia nadya naila nanang nanda nani nanik
napitupulu nardi nasikin nasir nasirin nasrudin nasution natalia nathan nathania naufal nayla neneng neni ngadi
ngadiman ngadimin ngadinah ngadino ngadiyem ngatemi ngatiman ngatimin ngatinah ngatini ngatiyem ngatman ngatmin ngatno
ngurah nicholas niken nikolas ningrum ningsih nita novi novia novita novitasari nugraha nugroho nunung nuraini
nurbaiti nurcahyo nurdiana nurdin nurhadi nurhaliza nurhayati nurhidayah nurjanah nurkholis nurlaela nurmala nurohman
nurul nurwahid nuryanto nuryati nyoman oei oki okky oktavia oktaviani olivia ong oscar paijem paijo paiman paimin
paimo painah painem pairah pairin pambudi pandjaitan pangaribuan panjaitan pardi pariyem pariyo parjan parjo parjono
parlan parlin parman parmi parmin parno parsini parsono partini parto parwati paryono pasaribu patricia pattinasarany
paula paulus pawit permana permatasari petrus philip piliang pitaloka pius ponco ponijo poniman ponimin ponirah
poniran poniyem prabowo pramono prapto prasetya prasetyo pratiwi pratomo priyanto priyo priyono puji pujianto pujiati
pujiono purba purnami purnomo purwadi purwanti purwanto purwati purwoko purwono puryanto puspita puspitasari rachmad
rachmat raden raditya radityo rafael rafif rafli raharjo rahel rahma rahmad rahman rahmawati rahono raihan rakha
ramadhani ramli randi rangga rangkuti rani raphael rasmin rasyid ratih ratmi ratnasari ratno ratri rayhan rebecca refi
regina rendra retno reza richard ricky rico rifai rifki rifqi rika riki rina rini rinto riris risa riska riski risma
rivaldi riyadi riyanti riyanto riyono rizal rizki rizky rizqi robert robertus roby rochim rochman rofiq rohadi rohani
rohmah rohman rohmat rois rokhani ronny rosalia rosidah rosita rosyid ruben rubiyah rudi rudolf rudy rukiyah rukmini
rully rumiyati rusdi ruslan rusmanto rusmini rustam sadiman sadimin safira safitri sagimin saifudin saiful saimin
salamah salim salma salman salsabila samidi saminah samiyem samsudin samsul samuel sandy saniyem santo santoso saragih
sarah saraswati sardi sarijo sariman sarimin sariyem sarjono sarmin sarno sarpan sarti sarwi sarwono sastro satimin
satiyem savitri sebastian selly sembiring septi septian septiana setiadi setiawan setiawati setiyono setyawan
setyowati shafira sherly shinta sholeh sholikin siauw sigit sihombing sikumbang silalahi silvana silvester silvia
simanjuntak simbolon simon sinaga sinta sirait siregar sisca siska siswadi siswanto siswoyo siti sitompul situmorang
slamin sodikin soebagyo soedarso soegeng soeharto soekarno soesilo sofia sofyan sogiran sohib solichin solikhah
solikin sonia sony sopiyah sri stefani stefanus stella stephanie stevan stevani stevanus steven subagyo subandi
subardi subari subekti subiyanto subiyono sucipto sudarmaji sudarman sudarmanto sudarno sudarso sudarsono sudarti
sudaryanto sudibyo sudirman sudiyono sudjono sugianto sugiarti sugiarto sugiharto sugimin sugino sugito sugiyanto
sugiyarto sugiyo sugiyono suhadi suharjo suharti suhartini suharto suhartono suharyanto suhendra suherman suhono
sujadi sujarwo sujatmiko sujiman sujoko sujono sukamto sukardi sukarman sukarmin sukarni sukarno sukarti sukasih
sukesih sukijan sukimin sukinem sukini sukiran sukirman sukirno sukiyem sukma sukoco sulaeman sulaiman sulami sulasih
sulastri sulis sulistiyo sulistiyono sulistyo sulistyono sulistyowati sulkan sumadi sumadiyono sumanto sumardi
sumariyah sumarjo sumarmi sumarni sumarno sumarsih sumarsono sumarti sumartini sumarto sumaryono sumbodo sumijan
suminah sumini sumino suminten sumirah sumiran sumiyati sunardi sunarko sunarno sunarsih sunarti sunarto sunaryo
sundari sungkono sunyoto supadi supangat supardi suparjan suparjo suparman suparmi suparmin suparno suparti suparto
supatmi supeno supinah supodo suprapto supri supriadi supriatin supriyadi supriyanto supriyati supriyatin supriyatno
supriyono surahman surani suratman suratmi suratno surip suripto surono suroso suroto surti surtini suryadi suryana
suryani suryanto suryati suryo suryono susan susana susanna susanti susanto susilawati susilo susilowati suswanto
sutadi sutaji sutanto sutarjo sutarman sutarmi sutarno sutarti sutaryo sutedjo sutejo sutijo sutikno sutinah sutini
sutiyah sutiyem sutiyono sutjipto sutopo sutoyo sutrimo sutrisno suwadi suwaji suwandi suwanto suwardi suwarjo suwarni
suwarno suwarsih suwarso suwarti suwarto suwignyo suwito suyadi suyanto suyatmi suyatno suyitno suyono suyoto swie
syafii syahrul syaiful syamsudin syamsul syarif syarifah syarifudin syifa sylvia talita tambunan tampubolon tania
tanoto tarigan tarjo tarmi tarmuji tarno tarso taryono tasmin tasrip tasripin tatang tatik taufik taufiq teddy tejo
theresia thio thomas tiara tiffany timotius tini titin tjandra tjoe tjong tobing toha tohari tohir tono totok trianto
trimah trimo trisnawati trisno triyanto triyono tugiman tugimin tuginem tugino tugiyem tukijan tukijem tukijo tukiman
tukimin tukinah tukinem tukirin tukiyem tumijan tumijo tuminah tumini tumirah tumiyem turino turmudi tuti tutik tutuk
tutut tyas ucok udin ujang ulfa ulum ursula usman uswatun utari utomo valentina valentinus vanessa vera veronika
victor vina vincent vincentius vivi vivian vivin wagijo wagiman wagimin wagino wagiyem wagiyo wahab wahid wahyono
wahyudi wahyuni wahyuningsih wahyuningtyas wakidi wakijan wakiman wakinem walidi waluyo wanto wardi wardoyo warjo
warno warsi warsidi warsini warsito warsiyem warso warsono warti wartini wartono wasiman wasinah wasini wasito waskito
watini wawan welly wibisono wibowo widada widagdo widayat widayati widhi widi widia widiastuti widiyanto widjaja
widjajanto widodo widyastuti wignyo wijanarko wijaya wijayanti wijayanto wiji wijono william willy wilson winarni
winarno winarsih winarti winarto winda wiranta wiranto wiratmo wirawan wiro wisnu wito wiwid wiwik wiwin wiyono
wulandari xaverius yadi yakobus yakub yanti yanto yanuar yarno yasin yatiman yatimin yatin yatini yatmi yatno yayuk
yekti yeni yesika yessica yoga yohana yohanes yolanda yono yosef yosephine yosua yoyok yudha yudhi yudi yuliana
yulianti yulianto yuliati yulita yulius yuni yuniarti yuniati yunita yunus yusri yustinus yusuf yuswanto zaenab zaenal
zaenuri zahira zahra zahrotun zainab zainal zainuddin zainudin zakaria zamroni zidan zubaidah zuhdi zuhri zulfa
zulfikar zulkifli
"""

_ALSO_WORDS = """
adha adil agung agustus ajeng ali amir ana anda andi anggrek angin angkasa anjar anna anugerah april arif arum asih
asmara asri ayu bagus bakti bandi bangkit bari bayu bejo berkah berlian bijak bintang budi budiman bukit bulan bumi
cahaya cahya cahyo cakra candi candra cantika catur cempaka dahlia damai dani darma deni desi dewi dharma dian diana
didik dina dwi edi eka eko elang embun emi fajar firman firmansyah fitri gading galang galih garuda gede gendon gita
gito guntur gunung habib hadi haji hakim hari harum hidayah hong hujan ida ika ikhlas imam iman ina indah indra indri
intan irama isa islam jagat jarwo jati jaya jono jujur juli juni kali karno karsa kartika karunia karya kasih kasturi
kenanga ketut kiki kim king kliwon kristen kukuh kurnia kusuma langit lasmi laut lee legi lestari lia lilis lim ling
lurus made maju makmur malam mami mandiri mas mat mawar maya mega mei melati melodi merdeka mia mimi mina mukti mulia
mulyo murni muslim mutiara nina nirmala noor nova nur pagi pahing panca pandu panji parti pasti pelangi perdana
perkasa permai permata pertiwi pon pratama purnama puspa putra putri rahayu rahmat rama ramadhan ratna rejeki rena
restu rezeki rian rio rita robi romadhon roni rosa roy rukun sabar samin samudra sandi santi santosa sari satria
satrio satu satya sekar senang senen seno sentausa sentosa setia setyo sidik sidiq sinar slamet suci sugeng sugih
sukses surat surya susi taat takwa tama tan tari tasya taufan tegar tegas teguh teki temu tina tirta titik toni topan
tri tugu tukul tulus umar umi untung utama utami wage wahyu wangi warni wasis wati wayan wira wulan yahya yani yuli
yus zaki
"""

NAMES = frozenset(_NAMES.split())
"""Names that are no words, in lower case: masked wherever no place explains them."""

ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are also words or places: masked only where something says that they are names."""
