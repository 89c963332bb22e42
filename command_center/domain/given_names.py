"""Names that people in Java bear: those that are nothing else, and those that are words too.

A help, never a condition: what is announced as a name is one without standing here. Source: the editors' knowledge.
"""

_NAMES = """
abdul abdullah abdurahman abdurrahman abidin achmad acong adhitya adinda aditya adriansyah afifah afrizal agnes agus
agustin agustina agustinus ahmad ahong aisyah akbar albertus aldi alfiah alfian alfonsus alifah alimin aliong amalia
aminah aminuddin aminudin amirudin anang anastasia andhika andika andre andreas andri andriani andrianto andriyani
anggi anggoro anggraeni anggraini anindya anisa anita annisa antok antonius anwar aprilia ardi ardian ardiansyah arief
arifin aris ariyanto aryo asep asnawi astuti atmaja atmojo aulia aurellia ayub azis aziz azizah bachtiar badrun bagas
bahrudin bambang bardi basuki benny bernadus boedi bonifasius bowo boyke budhi budianto budiarto budiono budiyanto
budiyono cahyani cahyono chairul chandra choirul christian christina cindy daliman daniel darmanto darmawan darmono
darno darsono darto daryanto david deddy dede dedi denny dessy devi dewanto dhimas diah didik dimas dinda djoko
djumadi dodi doni donny dony dyah eddy edy efendi effendi elisabeth ellen elly elsa endah endang endro enggar eny
erlangga erlina ernawati erni erwin evi fadil fadilah fadli fahmi fahri fahrudin faisal faizal farhan farida fatimah
fauzan fauzi febri febriana febrianti felicia ferdi ferdian ferdy feri ferry fikri fitri fitria fitriani fransiska
fransiskus galuh ganjar gatot ghofur gilang giman ginting giyanto giyem giyono gunadi gunarto gunawan hadiwijaya
hafidz halim halimah hamdan hamdani hamzah hanafi handayani handoko handono hanum harahap hariadi haris hariyadi
hariyanto hariyono harjanto harjo harno harsono hartanto hartati hartatik hartini hartono hartoyo harwanto haryadi
haryanto haryati haryono hasan hasanah hasanudin hasyim hendra hendrar hendri hendro hengky heni henny heri herlambang
herlina herman hermanto hermawan hernowo herry heru hery hidayat hidayati hilda husein husni hutagalung hutapea hwa
ibnu ibrahim idris ikhsan ilham imron indrawati indriani irawan irawati irfan irma irwan iskandar ismail ismiyati
isnaini istiqomah iswanto iwan jaelani jamal jamaludin jamilah jatmiko jefri johan joko jonathan josef joseph juari
jubaedah juliana jumadi jumini juminten juremi juwariyah kardi karo-karo karsini karsono karti kartini kartono karyadi
karyono kasiman kasiyem kasmin kasmirah kasno kastari kevin khadijah khairul khoirul kholiq khotijah kodir koesno
krisna kristanto kristiani kristina kristiyanto kukuh kuncoro kuntoro kurniasih kurniati kurniawan kurniawati kusnadi
kusno kusumaningrum kusumawati kuswanto kuswati kwee laila lasiyem lastri latuconsina legiman leginem leni liem lilik
lina linda listiyani lubis lukas lukman lusi maemunah mahendra mahmud maimunah manurung mardi mardiana mardiyanto
margaretha maria mariana mariyam marjono marlina marno marsih marsudi martha martini martono marwoto maryani maryanto
maryati maryono masduki masrur masruroh mastur masudi matori maulana megawati meilani meliana michael miftah miftahul
minarti misbah mislan moch mochamad moh mohamad mohammad muchlis mugiyono muh muhamad muhammad mujiati mujiono
mujiyono mukhlis mukidi mulyadi mulyani mulyanto mulyati mulyono munawar munir muntamah mursid murtini muryani
muslikah mustakim mustaqim mustofa mutmainah nabila nadia nadya nanang nanda nani nanik nardi nasrudin nasution
natalia naufal neneng neni ngadiman ngadimin ngadiyem ngatemi ngatimin ngatini ngatiyem ngatno niken ningrum ningsih
nita novi novia novita novitasari nugraha nugroho nunung nurdin nurhadi nurhaliza nurhayati nurhidayah nurjanah
nurkholis nurlaela nurul nurwahid nuryanto nuryati nyoman oei oki okky oktavia oktaviani ong paijem paijo paimin paimo
painah painem pambudi pandjaitan panjaitan pardi pariyem pariyo parjo parlan parman parmi parno parsini partini
paryono pasaribu pattinasarany paulus permana permatasari petrus ponco poniman ponimin ponirah poniran poniyem prabowo
pramono prapto prasetya prasetyo pratiwi pratomo priyanto priyo priyono puji pujianto pujiati pujiono purba purnomo
purwadi purwanti purwanto purwati purwoko purwono puryanto puspita puspitasari rachmad rachmat raden radityo rafli
raharjo rahma rahmad rahman rahmawati rahono ramadhan ramadhani ramli randi rangga rani rasmin ratih ratmi ratnasari
ratno ratri refi rendra retno reza ricky rico rifai rifki rifqi rika riki rina rini rinto riris risa riska riski risma
rivaldi riyadi riyanti riyanto riyono rizal rizki rizky rizqi robert roby rochim rochman rofiq rohadi rohani rohmah
rohman rohmat rois romadhon ronny rosalia rosidah rosita rosyid rubiyah rudi rudy rukiyah rukmini rully rumiyati rusdi
ruslan rusmanto rusmini rustam sadiman sadimin safira safitri sagimin saifudin saiful salamah salim salma samidi
saminah samiyem samsudin samsul samuel sandy saniyem santo santoso saragih saraswati sardi sariman sarimin sariyem
sarjono sarmin sarno sarpan sarti sarwi sarwono sastro satimin satiyem savitri sembiring septi septian septiana
setiadi setiawan setiawati setiyono setyawan setyowati shinta sholeh sholikin siauw sigit sihombing silvia simanjuntak
simon sinaga sinta sirait siregar siska siswadi siswanto siswoyo siti sitompul situmorang slamin sodikin soebagyo
soedarso soegeng soeharto soekarno soesilo sogiran sohib solichin solikhah solikin sony sopiyah sri stefanus stevanus
subagyo subandi subardi subari subekti subiyanto sucipto sudarmaji sudarman sudarmanto sudarno sudarso sudarsono
sudarti sudaryanto sudibyo sudirman sudiyono sudjono sugianto sugiarti sugiarto sugiharto sugimin sugito sugiyanto
sugiyarto sugiyo sugiyono suhadi suharjo suharti suhartini suharto suhartono suharyanto suhendra suherman suhono
sujadi sujarwo sujatmiko sujiman sujoko sujono sukamto sukardi sukarman sukarmin sukarni sukarno sukarti sukasih
sukesih sukimin sukini sukirman sukirno sukiyem sukma sukoco sulaeman sulaiman sulami sulasih sulastri sulis sulistiyo
sulistiyono sulistyo sulistyono sulistyowati sumadi sumadiyono sumanto sumardi sumariyah sumarjo sumarmi sumarni
sumarno sumarsih sumarsono sumarti sumartini sumarto sumaryono sumbodo suminah sumini sumino suminten sumirah sumiyati
sunardi sunarko sunarno sunarsih sunarti sunarto sunaryo sundari sungkono sunyoto supadi supangat supardi suparjan
suparjo suparman suparmi suparmin suparno suparti suparto supatmi supeno supinah supodo supri supriadi supriatin
supriyadi supriyanto supriyati supriyatin supriyatno supriyono surahman surani suratman suratmi suratno surip suripto
surono suroso suroto surti surtini suryadi suryana suryani suryanto suryati suryo suryono susana susanna susanti
susanto susilawati susilo susilowati suswanto sutadi sutaji sutanto sutarjo sutarman sutarmi sutarno sutarti sutaryo
sutedjo sutejo sutikno sutinah sutini sutiyah sutiyem sutiyono sutjipto sutopo sutoyo sutrimo sutrisno suwadi suwaji
suwandi suwanto suwardi suwarjo suwarni suwarno suwarsih suwarti suwarto suwignyo suwito suyadi suyanto suyatmi
suyatno suyitno suyono suyoto swie syafii syahrul syaiful syamsudin syamsul syarif syarifah syarifudin tambunan
tampubolon tanoto tarigan tarmi tarmuji tarno taryono tasmin taufik taufiq teddy theresia thio thomas titin tjandra
tjoe tjong tobing toha tohari tohir tono totok trianto trimo trisnawati trisno triyanto triyono tugiman tugimin
tuginem tugino tugiyem tukijan tukijo tukiman tukimin tukinem tukiyem tumijo tuminah tumini tumirah tumiyem turino
turmudi tutik tutuk ucok ujang ulfa ursula uswatun utomo vera veronika vina vincentius wagiman wagimin wagino wagiyem
wahab wahid wahyono wahyudi wahyuni wahyuningsih wakidi wakijan wakiman wakinem walidi waluyo wardoyo warno warsidi
warsini warsito warsono warti wartono wasiman waskito wawan welly wibisono wibowo widada widagdo widayat widayati
widhi widi widia widiastuti widiyanto widjaja widodo widyastuti wignyo wijanarko wijaya wijayanti wijayanto wiji
wijono winarni winarno winarsih winarti winarto winda wiranto wiratmo wirawan wisnu wiwik wiwin wiyono wulandari
xaverius yadi yanti yanto yanuar yatin yatmi yatno yayuk yeni yohana yohanes yono yosef yosua yoyok yudha yudhi yudi
yuliana yulianti yulianto yuliati yulius yuni yunita yunus yustinus yusuf yuswanto zaenab zaenal zaenuri zahra
zahrotun zainab zainal zainuddin zainudin zubaidah zuhri zulfa zulfikar zulkifli
"""

_ALSO_WORDS = """
adil agung agustus ajeng ali amir ana anda andi anggrek angin angkasa anjar anna anugerah april arif arum asih asmara
asri ayu bagus bakti bandi bangkit bari bayu bejo berkah berlian bijak bintang budi budiman bukit bulan bumi cahaya
cahya cahyo cakra candi candra cantika catur cempaka dahlia damai dani darma deni desi dewi dharma dian diana dina dwi
edi eka eko elang embun emi fajar firman firmansyah gading galang galih garuda gede gendon gita gito guntur gunung
habib hadi haji hakim hari harum hidayah hong hujan ida ika ikhlas imam iman ina indah indra indri intan irama isa
islam jagat jarwo jati jaya jono jujur juli juni kali karno karsa kartika karunia karya kasih kasturi kenanga ketut
kiki kim king kliwon kristen kurnia kusuma langit lasmi laut lee legi lestari lia lilis lim ling lurus made maju
makmur malam mami mandiri mas mat mawar maya mega mei melati melodi merdeka mia mimi mina mukti mulia mulyo murni
muslim mutiara nina nirmala noor nova nur pagi pahing panca pandu panji parti pasti pelangi perdana perkasa permai
permata pertiwi pon pratama purnama puspa putra putri rahayu rahmat rama ratna rejeki rena restu rezeki rian rio rita
robi roni rosa roy rukun sabar salam samin samudra sandi santi santosa sari satria satrio satu satya sekar senang
senen seno sentausa sentosa setia setyo sidik sidiq sinar slamet suci sugeng sugih sukses surat surya susi taat takwa
tama tan tari tasya taufan tegar tegas teguh teki temu tina tirta titik toni topan tri tugu tukul tulus umar umi
untung utama utami wage wahyu wangi warni wasis wati wayan wira wulan yahya yani yuli yus zaki
"""

NAMES = frozenset(_NAMES.split())
"""Names that are no words, in lower case: masked wherever no place explains them."""

ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are also words or places: masked only where something says that they are names."""
