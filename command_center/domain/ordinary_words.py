"""Ordinary words of reports, Indonesian, Javanese and as typed in a hurry: what stands beside a name is mostly one of them.

Source: the words of this program's own reference files, and the editors' knowledge of how people write. A form that is
derived from one of them ("perbaikannya") is found by `is_ordinary` and does not stand here.
"""

_WORDS = """
aamiin abad abang abis abrasi abu aceh ada adalah adanya adem adha adik adil admin adminduk administrasi adoh adol
aduan adzan aer aernya afirmasi agama agar agen agustus air aja ajar ajeng ajur akal akan akar akeh akhir akibat
akreditasi akses akta akte aktif aktivasi aku akun alaikum alamat alas alat alergi alfamart alhamdulillah aliases
aliran allah almarhum alon alu alumni alun alur aman amarga amargi amat ambarawa ambil amblas ambleg ambles amblong
ambon ambrol ambruk ambu ambulan ambulance ambulans ambune amdal amin ampah ampu ampun an ana anak anake ancur ancurrr
and anda aneh anggaran anggarannya anggota anggrek angin angka angkasa angkat angkot angkut angon angsal angsuran
anjal anjing anjir anonim anonymous antar antara anti antigen antre antrean antri antrian anugerah apa apabila apakah
apalagi aparat apartemen apek api apik apill aplikasi apotek apoteker apotik apresiasi april aqua arah are area arep
arisan armada aroma arteri artinya arum arus asal asam asap asar asat asem ashar asin asisten asli asma asn asongan
aspal aspirasi asri assalamu assalamualaikum astaghfirullah at atap atas atau atm aturan auto avanza awakmu awal awas
ayah ayam ayat ayo ayok ayu ayunan bab babi babinsa baby baca bad badan bade badhe badheg bagaimana bagi bagian bagus
bahagia bahan bahas bahasa bahaya bahkan bahu bahwa baik baja bajir baju bak bakar bakarin bakti bakul bakulan balai
balap balapan balas bales bali baliho balik balita bambu ban band bandang bandara bandel bandeng bandengan banding
bandung banget bangga bangjo bangka bangkai bangku bangli bango bangsa bangun bangunan banjar banjarnegara banjir
banjirrr banjur bank bansos bantah bantaran banten banter bantu bantuan bantuannya bantul banyak banyu banyumas bapak
bapenda bappeda barang barat barcode barisan barokah baru bas basah batal batang batas bathang batu batuan batubara
batuk bau bawa bawah bawang bawen bayang bayangkan bayar bayaran bayi bayu bazar beasiswa beat beban bebas bebek
beberapa becak becek beda been begadang begal begini begitu bekal bekas bekasi bekerja beku bela belah belajar
belakang belanja belas belatung beli beliau belok belum ben benar bencana benda bendahara bendungan bener benerin
bengi bengkel bengkok bengok bengong bensin bentak bentar bentrok bentuk berada beraktivitas beralkohol berangkat
berani berapa beras berasap berat berayun berbau berbisik berbuih berbusa berceceran berdagang berdarah berdebu
berdomisili bergelombang bergetar bergoyang berharap berhenti beri berikut berisik berita berizin berjalan berjejer
berjualan berkah berkarat berkas berkeliaran berkubang berkutu berlian berlobang berlubang berlumpur bermaksud
bermukim berniat berobat berontak bersama bersatu berselingkuh berserakan bersih bersin bersisik bersuara bertanya
bertebaran bertobat bertonase besar besi besok best besuk betah beton betonisasi betul bgs bgt bhabinkamtibmas bhw
biar biasa biawak biaya bibi bibir bibit bicara bidan bidang bidikmisi bijak bikin bila bilang bimbel bimbing bina
bingkis bingung bintang biologi birokrasi biru bis bisa bising bismillah bisnis bjir bk bkd blangko blank blanko
bledheg bledug blkg blkng blm block blok blokir blora blt blum bngt bnjir bnjr bnrin bnyak bnyk bocah bocahe bocahku
bocil bocor bocoran bodo bodoh bodol bogor bohlam bohong boja bojo bola bolak boleh bolong bolongan bolos bonceng
bongkar booster bor boros bos bosan bosen botol boyolali bpbd bphtb bpjs bpkb bpn bpnt bpum brebes brisik brlubang
brlubng bro broken brong bronjong brosur brt bs bsa bsk bst bu buah bual buang buangin buat bubar bubrah budaya buddha
budidaya bujang buka bukan bukit bukti buku bulan bully bullying bulog bumdes bumi bump bundaran bung bunga bungkus
bungur buntet buntu buntut bunyi bunyiin bupati bupatinya buron buru buruh buruj buruk burung bus busana buset busuk
buta butek butuh byar byk cabai cabang cabut cacah cacat cacingnya caesar cafe cahaya cahya cair cakap cakra caleg
call calo camat camatnya campur candi candra canggih cantik cantika cantum capai capek capil caplok caps captcha car
cara cari carnival cat catat catatan category cctv cedak cedhak cegah cek cekbansos celaka celurit cemar cemas cembung
cemburu cempaka center centre cepat cepet cerah cerai ceramah cerebral cerita cermin cerobongnya cetak cewek cfd chat
chatting checking chikungunya cicil cicilan cilacap cilaka cilik ciloko cincin cipto circle cirebon ciri ciut civil
cluster coba cocok code coklat collector colong colour comberan condong connect copet copot cor corat coret corona
corong covid cowok cp cpns crita cross crossing cs cuaca cuci cucu cuek cuekin cukai cukup cukur cuma cuman curah
curang curi curiga customer cuti dada dadak dadi dados daerah daerahe daftar daftarin dagang dagangan daging dah dahan
dahlia dahulu daihatsu dalam dalan dalanan dalane dalanku dalem dalih dalu damage damaged damai damar damel damkar
dampak damping damri dan dana danau dandani dandim dangdut dangkal dangkut danramil dapat dapet dapodik dapur darah
darat dari daring darma darurat dasar dashboard data database datang dateng daun day dbd dbenerin dbersihkn dbeton
dcek de dead dear debat debt debu degradasi deh dekat deket delapan delegasi demak demam demi demikian demo dempetan
denda dengan dengkul denpasar denyut depan depok deposit derajat deras dereng deret derita dermaga desa desak desaku
desane desember desibel detik developer dewan dewasa dewe dftr dg dganti dgn dheweke dhuwur di dia diabaikan diabetes
diajukan dialihkan diam diamankan diambil diamond diancam dianggap dianggarkan diangkut dianiaya diare diaspal diatur
diaudit dibakar dibalas dibales dibangun dibantu dibantuin dibebaskan dibegal dibekuk dibenahi dibenake dibenakke
dibenerin dibenerke diberi dibersihin dibersihkan dibetulkan dibetulke dibiarkan dibiarke diblokir dibongkar dibuang
dibuat dibuka dicabuli dicabut dicopet dicor dicuekin didaftarin didandani didatangi didendo didiamkan didik didorong
diemke difabel diganti digantung digatekke digetok digital digowo digrebek digusur diguwak dihapus dihipnotis
dihubungi dijambret dijanjikan dikabari dikasih dikenai dikenakan dikeroyok dikeruk diketahui dikirim dikit dikubur
dikunci dilapisi dilaporke dilecehkan dilempar dimakamkan dimana dimatikan diminta dimintai dimintain dimohon dina
dinas dinding dingin dini dinkes dinormalisasi dinsos dinyalakan diobong dioper dioperasi dipadamkan dipaku dipangkas
dipasang dipasung dipecat dipekso diperbaiki diperkosa diperlambat dipermudah dipersulit dipindah dipingpong dipotong
diproses dipruning dipungut diputihkan diputus dirabat diratain dirawat dirazia direktur diresiki direvitalisasi diri
dirumahkan disabilitas disana disangga disbudpar disdag disdik disdukcapil disegel diselidiki disengat disensor
diserempet disetujui dishub dishup disini disiplin diskominfo diskotik diskriminasi diskusi disnaker dispenduk
dispendukcapil disperindag disperkim dispora distribusi disumbat disuntik disuruh ditabrak ditahan ditambah ditambahi
ditambal ditampar ditandu ditangani ditangkap ditarik ditch ditebang ditegur ditelantarkan ditelepon ditelpon
ditemukan ditertibkan ditindak ditipu ditodong ditolak ditunggu ditutup diusir diusut dkeruk dket dkk dkt dlh
dlingkungan dll dlm dmediasi dmintai doang dobel dodol dodolan dokter dokumen dokumentasi domisili dompet dong
dongkrak dorong dosen dosis dot down doyong dpan dpasar dpmptsp dpn dpr dprd dpt dpu dpupr dr drainage drainase dri
droping dropping drum dsb dsedot dst dsurvei dtambal dtebang dtertibkan dtks dtutup dua duda dudu duduk duga dugi duit
duka dukcapil dukuh dukung dulu dunia durasi durasinya duren durung dusta dusun duwe duwur dzuhur eceng edan education
edukatif efektif efisien egois ekonomi ekor ekstrem ekt ektp elak elang elek elektronik elite elpiji email emang emas
embun embung emosi empat emperan empuk enak enam enceng endapan endhek endi eneg enek enggak enggal enggan english
enjang enjing entah entek entuk eror error eskalasi esok esuk etika evakuasi evaluasi event every ewu except facebook
fakta faktur fallback fasilitas fasos fasum fatal favorit februari festival fiktif final finansial fisik fisika fitri
fkk flood flyover fogging foging fokus followback for formal formasi formulir forum foto fotokopi free from frustasi
fungsi ga gaada gaban gabisa gabung gadai gading gadis gaduh gagal gagap gage gaji gak galak galang gali galian galon
gambar game gan ganas ganda gandeng gang ganggang ganggu gangguan gangku gangster ganjil ganteng ganti gantung gapura
gara garap garasi garbage gardu garing garis garmen garuda garuk gas gatal gatel gawa gawang gawat gawe gear gede
gedhe gedung gegabah gek gelandangan gelang gelantung gelap gelas geledah gelem gelep gelisah gelombang gembira gembok
gembor gembos gempa gemuk genangan gendon gendong geng gengsi geni genteng gerak geram gerbang gerbong gercep gerdu
gerebek gereja gerinda gerobak gerombol gerombolan gesek geser getar getok getol gg giat gigi gigit gila giling
giliran gimana ginjal gita gizi gk gmn godong gojek gokil golek golf golongan gondok good google gor goreng gorong
gosip gosong got gotong goyang grab grade grafik graha gratis gresik grill griya griyo grobogan gronjal group growak
growong grup gua gubernur gubuk gudang gue gugat gugup gugur guiding guling gulita gumpal guna gundukan gundul gunung
guru gusar gusur guwak habis hadang hadap hadeh hadiah hadir hai haid hajar hajatan haji hak hal halal halaman
halangan hallo halo halte halus hamba hambat hamburan hamil hampir hampiri hancur handphone handuk hang hangus hansip
hantu hanya hanyut hapus hara haram harap harga hari harian harmoni harmonis harta harum harus harusnya has hasil
hasut hati haus have he health hebat heboh hehe hektar held hello helm help hemat hendak hening hentak henti hentikan
heran hewan hexagon hgb hgu hi hias hibah hiburan hidup hijau hilang hilir himbau himpunan hina hindu hingga hinggap
hino hipertensi hirau hirup hitam hitung hiv hoaks hoax hobi hole honda honor honorer hore horeg hormat hotel hotline
hotmix hours house hp hrs hub hubung hubungi hubungin hujan hukum hulu humas huni hutan hutang ibadah ibu icu id idap
ideal identitas idr idul idulfitri idup igd ijazah ijin ijone ikan ikat ikatan ikd ikhlas iki iklan iku ikut ilalang
ilang ilegal ilmu imam iman imb imbang imbas imbau imbuh imigrasi imlek impian imunisasi in inap incident indah
indekos indihome indikasi individu indomaret indonesia indosat induk info informal informasi infrastruktur ing ingah
ingat inggih inggris ingin ingsun ingu ini inisiatif inlet innova inovasi inpres insentif inshaallah insiden inspeksi
inspektorat instagram instalasi instansi instruksi insyaallah integritas intensif interaksi internet interupsi intip
investasi inyong ipal irama ireng irigasi iring iritasi is isa isak isi islam iso isolasi isoman ispa isra isteri
istimewa istirahat istri isu isuk isuzu isya it item itu iuran iya iyo izin jabat jabatan jadi jadwal jaga jagal jagat
jago jagung jahat jajan jakarta jaket jala jalan jalanan jalin jaln jalur jam jamaah jaman jamban jambret jamin jamu
janda jangan janggal janji jantung januari japri jarak jarang jare jari jaring jarum jatah jateng jati jatuh jauh jawa
jawab jaya jd jdi jdwl jebol jebule jeglong jeglongan jejak jelan jelas jelata jelek jemaah jemaat jembatan jemput
jemur jenazah jend jenderal jengah jengkel jenis jentik jepara jepit jera jerat jerawat jerembab jerit jernih jeruk jg
jgn jijik jika jimpitan jinak jiwa jl jlan jln jodoh joget jogging jogja jomblo jorok jpo jual jualan juang juara
jubel judes judi judul juga jujur jukir juli jumat jumlah jumpa jungkir juni jupiter jupuk jurang juru jurus juta
jutek kab kabag kabar kabarin kabeh kabel kabid kabupaten kabur kabut kaca kacau kadang kadar kader kades kadis kados
kadus kae kafe kagak kaget kagum kah kai kain kaitan kajari kaji kak kakak kakehan kakek kaki kaku kakung kala kalah
kalang kalau kalen kaleng kali kalian kalimantan kaliwungu kalo kamar kambing kambuh kamera kami kamis kamling
kampanye kampung kampunge kampungku kampus kamu kana kanal kanan kanca kancing kandane kandang kandas kandha kandung
kangen kanker kantin kantong kantor kapal kapan kapasitas kapel kapok kapolda kapolres kapolri kapolsek kaporit kapur
kara karakter karang karanganyar karangtaruna karantina karaoke karaokean karatan karcis karena karepe karet karier
karir karma karna karnaval karo karpet karsa kartu karuan karun karung karunia karya karyawan karyawati kas kasar
kaset kasi kasih kasihan kasir kasmaran kasta kasubag kasubbag kasur kasus kata katalog katanya katarak kategori
katering kathah katolik katut kaum kav kavling kawal kawan kawasan kawat kawin kaya kayak kayu ke keadaan kebacut
kebakar kebakaran kebal kebangeten kebanjir kebanjiran keberatan kebersihan kebingungan kebisingan keblowok kebocoran
kebumen kebun kebut kebutan kec kecam kecamatan kecanduan kecap kecelakaan kecewa kecil kecoa kedah kedap kedip kedok
kedua kegiatan kehilangan kejadian kejaksaan kejam kejang kejar kejeblos kejeglong kejut kekeringan kekurangan kel
kelabu kelahi kelahiran kelamin kelapa kelar kelas kelelep kelem kelenteng keli keliatan keliling keliru kelola
kelompok kelontong keluar keluarga keluh keluhan kelurahan kemacetan kemah kemana kemarau kemaren kemarin kemasukan
kematian kembali kembang kemenag kemensos kemerdekaan kempes kemudian kena kenal kenang kenanga kenangan kenapa
kencang kendal kendala kendara kendor kene kental kepada kepal kepala kependudukan kepengen kepengin kepesertaan
kepingin kepiye kepleset kepmen keponakan keppres kepripun kepsek kepung kepwal kera kerabat keracunan kerak keram
keramiknya keran kerang keranjang keras kerbau kerem kerendem kerep keresahan kereta kerikil kering keripik keriput
kerja kerjabakti kerjasama kerontang keropos keroyok kersa kersane kertas keruh keruk kerumun kesal kesan kesandung
kesasar kesehatan kesel keserempet keset kesulitan kesurupan ketan ketat ketemu ketenagakerjaan ketenteraman
ketentraman keterangan ketertiban ketiga ketik ketika ketinggalan ketok ketompo ketua ketuanya ketuk ketus kewajiban
kewarganegaraan khawatir khianat khidmat khusus khusyuk kia kiamat kibar kidul kikis kilat kilo kilometer kimia kini
kios kip kira kiri kirim kiriman kirimkan kis kisah kita kiwo kk klaim klakson klarifikasi klaten klelep klenik
klenteng klinik kliwon klo klu klurahan km kmren kmrn knalpot knp kntr kobong kode kodenya kodim koen kok kolam
koleksi kolong komando kombinasi komentar komersial kominfo komisi komite kompak kompensasi kompetisi komplain komplek
kompleks kompor kompromi komputer komunikasi komunitas konblok konco kondisi kondusif konfirmasi konflik konghucu kono
konseling konser konsisten konsolidasi konstruksi konsultasi konsumen konsumsi kontainer kontak konten kontraflow
kontrak kontraktor kontras kontribusi kontrol konveksi konversi konvoi koord koordinasi koordinat koordinator koperasi
kopi koplo koq koramil koran korban korea korek koridor korlap korpri korupsi korwil kos koslet kosmetik kosong kota
kotak kotor kotoran kowe koyoke kp kpala kpleset kram kran kreak kreatif kredit kresek kreteg krim kriminal krisis
kristen kriteria kritik krn kronologi krukut krungu ktp ktpel ktr ku kua kualitas kuantitas kuas kuasa kuat kubangan
kubik kubu kubur kuburan kucing kuda kudu kudus kue kuitansi kuku kukuh kula kuli kuliah kuliner kulit kulkas kulo
kulon kumal kumat kumpul kumpulan kumuh kunci kuning kuningan kunjung kunyah kuota kupang kupas kurang kurir kursi
kurun kusam kusir kusta kutha kuthane kutil kutip kuwi kwitansi kyai label laboratorium labrak lacak laci ladang lafal
laga lagak lagi lagu lah lahan lahap lahir lahiran laik lain lainnya lajang lajur laka laki laku lalai lalat lalin
lalu lama lamban lambang lambat lampau lampir lampiran lampu lampumerah lampune lampung lan lancar lancip landai
landmarks langganan langgar langit langka langkah langkat langsung lanjur lanjut lanjutan lansia lantai lantang lantar
lantas lantik lapak lapang lapangan lapar lapas lapor laporan laporhendi laporkan laporke laptop lapuk lara larang
larangan lare lari larut laskar latar latih laut lawak lawan lawang layak layan layanan layang layu lbg lbh lebah
lebam lebar lebaran lebat lebdosari lebih lebur lecet led ledak ledek ledeng lega legal legalisasi legalisir legi
lekas lelah lelaki lelang lelap lelet lelucon leluhur lemah lembaga lembah lembap lembur lemes lemot lempar lempeng
lemut lengah lengan lengkap lengkapnya lengket lengser lepas lepuh lereng les lestari lesus letak letih letter letus
lewat lho liang liar liat libur liburan licik licin lidah lift light lights lihat lilin lima limas limbah limit limpah
limpas lincah lindas lindi lindu lindung lingkar lingkungan linglung linmas lintas lipat lirik listrik literasi liur
live liwat lmp lmpk lmpu lo lobang logam login logistik loh lokal lokasi loker loket lola lolos lomba lombok lompat
loncat longgar longsor lonjak lontar lood lor lorong los lowongan loyang loyo lpg lpmk lsm luang luapan luar luas
luban lubang lubg lugas luka lulus lulusan lumayan lumpuh lumpuhkan lumpur lumur lunas luncur lungsur lupa lurah
lurahan lurahe lurahnya lurus lusa lusuh lutut lwt maaf mabes mabok mabuk macam macet madrasah madura mafia magang
magelang maghrib mah maha mahal mahasiswa mahasiswi mahkamah mahoni main mainan majelis majikannya maju maka makam
makan makasih makassar makelar maki makian makin maklum makmur makna maksa maksimal maksud maksum malah malam malang
malaria malas malaysia malem males maling mall malpraktek malu maluku mamah mambu mami mampat mampet mampir mampu man
mana manado manajemen mancing mandat mandeg mandek mandi mandiri mandor manfaat mangan mangga mangkal mangkir mangkrak
manhole manipulasi manis mantan mantap mantenan mantri manuk manusia map maps marah marak marbot maret marga margin
mari mark marka markas markir martabat mas masa masak masal masalah masih masjid masker massal masuk masyarakat mata
matang matematika material mati matic matikan matur matursuwun mau maulid maut mawar mayat mayoritas mbak mbakar
mbangun mbayar mbecak mbengok mbl mbludag mbludak mbok mbokya mbokyo mboten mbuang mburi mburine mbuwak mbuwang mcet
mct me medali medan media median mediasi medis medsos mega mei meja mekanik mekanisme melahirkan melaju melalui
melamar melambung melanda melanggar melapor melaporkan melas melati melawak melawan melawat meledak melihat melimpas
melintang melintas melodi melon melonjak melotot meluap meluber melulu memaki memalak memang memanggul memangkas memar
membengkak membentak memberitahukan membuang membuat memilah meminta memohon mempan mempekerjakan mena menang
menantang menantu menanyakan menara mendapat mendem mendhung mendirikan menebang menegang meneh menerobos menetap
mengabdi mengadu mengadukan mengajukan mengaku mengalami mengalir mengamuk mengancam menganga mengantar mengapa
mengatur mengaudit mengeluhkan mengelupas mengenai mengenang mengerikan menggantung menggelar menggenang menggenangi
menggerus menggonggong menghalangi mengharap menghindar menginformasikan mengko mengucapkan mengumpat mengungsi
mengusulkan mengusut menimpuk meninggal menipu menit menjamurnya menjelang menjuntai mental menteri menuju menukar
menular menumbuk menumpuk menunggu menutup menutupi menyala menyampaikan menyang menyapa menyeberang menyebrang
menyengat menyentuh menyerempet menyumbat menyuruh menyusui merah meraih merasa mercon mercuri merdeka merek mereka
meresahkan merespons mergane mergo meriah merk merkuri merokok mertua merujuk mesakake mesakke mesin mesjid meski mess
mester mesum met meter meteran metu mewah mhn mi migrasi mikro mili miliar milik militer milyar mimin min mina minggu
minim minimarket minimum minoritas minta mintak minum minuman minyak mio miraj miras miring misi miskin mistis
mitsubishi mks mksh mlaku mlarat mlayu mlebu mlm mluber mobil mobilitas modal model moderat moderna modin modus moedal
mogok mohan mohon molor momen monggo monoton monyet moral morning mosi motif moto motocross motor motoran moyangnya
mranggen mrene mrika mriki mriku mrono msh msi msk mti mtr mts muak mual muara muat mubazir much muda mudah mudarat
mudhun mudi mudik mudun mufakat mugi muharram mujarab muka mukim mulai muleh mulia mulu mulus mulut mulyo mumet
muncrat muncul mundak mundur munggah mungil mungkin muntah murah muri murid murni murup musala mushalla mushola
musholla musibah music musik musim musnah musrenbang mustahil musyawarah mutasi muter mutu my nabrak nafas nafkah nah
nahas naik najis nakal nakes nala naluri nama nambal name nampa nampak namun nandur nang nanging nanti narkoba nasi
nasib nasihat nasional natal naudzubillah ndableg ndak ndalan ndang ndedet ndempul nderek ndherek ndilalah nduwe near
nebang negara negatif negeri negor nek nekad nekat nelangsa nelayan nelfon nelpon nembe nemokne nemoni nemu nenek neng
nepotisme netizen netra netral news ngaco ngadat ngadu ngaku ngalir ngalor ngamen ngamuk nganggo nganggur ngangsur
nganti ngantos ngapa ngapunten ngapusi ngarep ngarepe ngarit ngaspal ngatain ngaturaken ngawur ngeblank ngebut ngecor
ngekos ngelag ngelo ngelotok ngelupas ngemis ngendika ngendikane ngenteni ngepel ngerem ngeri ngerob ngerokok ngerti
ngertos ngeruk ngetem ngeyel ngga nggak nggembor nggenang nggih nggolek nggoleki nggondol nggone nggonku nggores
nggowo ngilang ngingah ngingu ngirim nglotok ngobong ngobrol ngomel ngomong ngontrak ngopi ngopo ngotot ngrokok ngurug
niat nib night nih nihil nik nikah nikahan niki niku nilai ning nipu nirmala niscaya nissan nitip njaluk njeblug
njenengan njero njih njop njupuk nkri nmr nn no nohp nol nomer nominal nomor non nonaktif nongkrong nonstop nopember
nopo norma normal normalisasi not nota notaris november nowa npwp nrobos ntar ntb ntt nubruk nuduhke numpak nunggak
nunggoni nunggu nur nutup nutupi nuwun nuwus nya nyala nyalain nyalakan nyalip nyaman nyamber nyampah nyampe nyamuk
nyanyi nyapu nyaris nyasar nyata nyawa nye nyeberang nyebrang nyedot nyeker nyekolahke nyeluk nyenggol nyepi nyerahin
nyeri nyerobot nyetel nyetir nyewa nyewakne nyilih nyinyir nyiram nyolong nyolot nyopet nyopir nyuci nyuwun obat objek
objektif obrak obral obrolan observasi odgj odol of off official offline offroad ogah ojek ojo ojol ok oke okeh oknum
oktober olah olahraga oleh oleng om omah omahe omahku omahmu ombak omelan omong on ongkos online ono open oper operasi
operasional operator oplosan opname opo opsi optik optimal ora orang orange oranye order ordinary org organ organik
orgil orientasi orkes ormas oss otak other others otomatis otoritas otoriter our outsourcing pabrik pacar pada padahal
padam padan padang padat padhang padu pafing pagar pagi paguyuban pahala paham pahing pahit pailit pajak pajang pak
pakai pakan paket paklaring pakrt paksa paku palak palang palembang paling palsu palsy pam paman pamer pamit pamsimas
panas panca pandangan pandemi pandu panel panen pang pangan pangapunten panggil pangkalan pangkas pangkat panik
panitia panjang panjenengan pantai pantang pantas pantau pantura panu papan papar paping papua para parade parah paras
pareng pari parit pariwisata parking parkir parkiran parkire parkirin parks part partai partisipasi parut pasal pasang
pasangan pasar pasaran pasca pasien pasir paskah pasokan paspor pasrah passing pasti pasukan patah paten pati patok
patroli patuh patung paud paut pavin paving pawai payah payung pbb pbg pbi pd pdam pdhl pdm pebruari pecah pecat
pedagang pedas pedasan pedhot pedot peduli pedulilindungi pegandan pegang pegawai pejabat pejalan peka pekalongan
pekan pekarangan pekat pekerjaan pekik pelabuhan pelajar pelaksana pelaku pelan pelanggan pelangi pelapor pelat
pelayan pelayanan pelecehan pelican pelihara peluang peluk pemadam pemadaman pemalang pemalas pemandangan pemangkasan
pemasangan pembatas pembeli pemberitahuan pemborosan pembuangan pembuatan pemda pemerintah pemilik pemilu pemkot
pemohon pemotor pemprov pemuda pemudi pemukiman penambalan penanya penasaran pencabulan pencemaran pencet pencuri
pencurian pendam pendangkalan pendatang pendek pendeta pendidikan penduduk penebangan penerangan penerangn penerbangan
penerima penerngan penertiban pengadilan pengadu pengaduan pengajian pengajuan pengamen pengangguran pengantar pengap
pengaruh pengaspalan pengatur pengecer pengelola pengembang pengemis pengemudi pengen pengendara pengerukan pengguna
penghijauan penghuni pengin pengirim pengontrak pengungsi pengurus pengusaha pening peninggian penjaga penjahit
penjual penjurian pensil pensiun pensiunan pentasan penting penuh penumpang penutup penyakit penyandang penyeberang
penyeberangan penyebrang penyelewengan penyuluh pera perabot perabotan peraga perah perahu perak perang perantau
perantingan perasan perawat perbaikan perban perbup percaya percik percuma perda perdagangan perdana perdes peredaran
perekaman perempatan perempuan pergi pergub perhatian perhubungan perih perihal perijinan periksa perindag peringatan
peringkat perintah periode perizinan perjudian perkasa perkebunan perkim perlu permai permanen permen permendagri
permendikbud permenkes permisi permudah permukiman pernah pernapasan pernyataan perosok perosotan perpanjang perppu
perpres perpustakaan persalinan persampahan persatuan persen persetujuan personel perspektif persulit pertama
pertamanan pertapa pertigaan pertiwi perum perumahan perumda perundingan perundungan perusahaan perut perwal pesan
pesangon pesantren pesat pesawat pesepeda pesisir pesta pet peta petaka petang petani petasan petelur peteng petengan
petir petugas pewaris pgi phk phn phon piagam piala piara piatu pic pickup pidana pihak pijak pijat pikir pikul pil
pilar pile pilek pilih pimpinan pin pincang pindah pindai pinggang pinggir pinggire pingin pingsan pinjam pinjaman
pinjol pink pinta pintar pintas pinten pintu pip pipa pipi pipis pira piring pirt pisah piye pj pjs pju pkb pkh pkk
pkl pkm places plafon plamongan plang plastik plat plaza please pleret plestere plis pln pls plt pmi pns pnuh podo
poging pohon pohone poin pojok pokok pol polantas polda polindes polis polisi polos polres polrestabes polri polsek
polusi pom pompa pon ponakan pondasi ponpes ponsel pontianak popok populasi porak poros portal pos posisi positif
posko posronda posting posyandu potensi pothole potong pp ppdb ppkm pppk prabayar prakerja praktek praktik praktis
pramuka prapatan prasarana predikat preman premanisme prematur premi presensi presiden prestasi prh pria pribadi
pribumi prihatin primer prinsip prioritas pripun privasi prkir prnh produk produksi profesi profesional profil program
progresif prokes promosi prona proporsional proposal prosedur proses prostitusi protelon protes protokol provider
provinsi provokasi proyek psar psbb psikis psk psr ptsl puas puasa public publik pucat pudar puing pujian pukat pukau
pukul pulang pulau pulih pulsa puluh pun puncak pundi punggung pungli pungut pungutan punk punten puntung punya pupr
pupuk pura purbalingga purna purnama purwodadi purwokerto purworejo pusaka pusar pusat pusing puskes puskesmas putar
putih putuku putune putus rabies rabu racun radius ragu rahasia rahayu rahim raib raih rains raja rajab rajin rakit
rakyat ralat ramadan ramadhan ramah ramai rambat rambu rambut rame rampas rampok rampung rana rancang rangka rangkap
rangkul ranjang ranking ranperda rantai rantau ranting rapat raperda rapi rapid rapor rapuh rasa rasional rata ratan
ratap ratus raung rawa rawan rawat raya rayap rayu razia rdkk reaktif realisasi rebah rebut receh redam redup refleks
reformasi regards reged regency regetan registrasi registry regu rehab rehabilitasi reka rekam rekan rekap rekayasa
rekening reklame rekomendasi rekrutmen reksa rel rela relaksasi relawan relevan reli rem remaja remang rembang rembes
rembesan rembug rembugan remeh remen remuk renang rencana rendah rendam rengek renovasi rental rentenir replik reports
repot represif republik resah resapan rescue resep resi residence resign resik resiki resiko resmi respon resto
restoran restu retak retakan retensi retribusi revisi rewel reyot rezeki ri riang rias riau ribet ribu ribut riil
rimba rinci rindang rindu ringan ringkas ringroad rintang rintik risih risiko ritual riwa riwi rmah rmh road rob robe
robek roboh roda rogoh roket rokok romadhon rombak rombongan romo rompi rompok ronda rondo rongsok ronta rontok rop
roti roya royal royong rp rs rsia rsk rsu rsud rsup rt rtlh rtrw ruang ruas rubah rubuh rugi rujuk rujukan ruko rukun
rumah rumahnya rumit rumpun rumput runding runtuh rupa rupiah rusa rusak rusk rusuh rusun rusunawa rutan rute rutin
rutinitas ruwet rw saat sabar saben sabotase sabtu sabun sabung sadar sadis sae saenake saged sah sahabat saham sahut
saiki saja sajadah sajak sajam sak saka saking sakit sakne sakniki sakral saksama saksi sakti salah salam salatiga
saldo saldonya sales salin saling salip salon salur saluran sama sambal sambar sambat sambil sambung sambungan sambut
samin sampah sampai sampaikan sampe sampean sampek sampel samping sampingan sampul sampun samsat samudra sana sanca
sandal sandang sandar sanding sangat sanget sanggah sanggup sangkut sangsi sanksi santai santap santunan sapa sapi
sapu sara saran sarana sarang sarapan sari sasaran sasi satgas satpam satpol satpolpp satu satuan satwa satya saudara
sawah sawit saya sayang sayangnya sayung sayur sbelah sblh sblm scam school score sd sdh sdn sebab sebabe sebagai
sebar sebatang sebel sebelah sebelas sebelum seberang sebuah sebut sedada sedang sedap sedaya sedengkul sederhana
sedhela sedia sedih sedikit sedimen sedimentasi sedot sedoyo sedulur seekor seenaknya segan segar segara segel segera
segmen segoro sehari seharusnya sehat sein sejahtera sejak sejarah sejumlah sekali sekampung sekap sekarang sekat
sekcam sekda sekelas sekeluarga sekitar seko sekolah sekolahan sekolahke sekop sekretaris seksi sektor sekunder sekutu
sela selain selaku selalu selama selamat selamatkan selang selasa selasar selatan seleksi selengkapnya selesai selidik
selimut selip selokan selundup seluruh selutut semak semakin semalam semarang semaunya sembah sembako sembarang
sembarangan sembelih sembilan sembuh sembur semen semena semenisasi semenjak sementara semir semoga sempadan sempat
sempit sempoyongan semprot sempurna semrawut semu semua semula semut senang sendal sendat senderan sendiri seneng
sengaja senggol sengit sengketa sengsara seni senin senjata seno sensitif sensor sentausa senti sentimeter sentosa
sentral seolah seorang sepah sepaha sepakat sepanjang separator separuh sepasang sepatu sepeda seperempat seperti sepi
sepihak sepinggang september septictank septik sepuh sepuluh sepupu serabutan seragam serah serampangan serang serat
serbu serempet serentak sering seringkali serius serobot serta sertakan sertifikasi sertifikat sertipikat seru serumah
seruni server service sesak sesal sesasi sesek sesuai sesuk setaun setel setelah setengah setia setiap setinggi setor
setoran setrikaan setrum sewa sewengi sewot sewu shalom shape she sheet shelter shift shm shockbreaker short siaga
sial siang siap siapa sibuk sidak sidang sidik sidoarjo sifat sigap signal sih sikap sikut silahkan silakan silang
silaturahim silaturahmi silau silsilah sim simak simbah simbg simp simpan simpang simpanglima simpati simulasi sinar
sinetron sing singgah singkat singkir sini sinis sinten sinyal sipil siput siram sirine sirkulasi sis sisa sisi sisih
sisir siskamling sistem siswa sithik sitik situ situasi situs siup sk skck skema skep sklh skolah skpwni skrg skripsi
skrng sktm sktr skul slalu slang sleman slh sliramu slogan slokan sm sma sman smk smkn smp smpah smpai smpe smph smpn
sms smua soal soale sobat sobek sogok soko solar solid solo solokan solusi sombong sonten sopan sopir sopo sorak sore
sorot sosial sosialisasi sosmed sound spanduk spbu spd speaker speed spesial spesifik spmb spp sppt sprti spt square
sragen srempet sscasn stabil stadion staf staff stahun standar stap stasiun statistik status steril stlh stnk stok
stop strategi street stress stroke struk struktur stuck studi study stunting style styrofoam suami suap suar suara
suasana subsidi subuh suci sudah sudahkah sudut sue suffixes sugeng sugih suhu suka sukarela suket sukoharjo sukses
suku sulawesi sulit sumatera sumbang sumbangan sumbar sumbat sumber sumpah sumpek sumuk sumur sunat sunatan sundul
sungai sungguh suntik supados supaya supermarket supir supply supra surabaya surakarta suram surat surel surut survei
survey surya susah suster susu susul susun suwe suwi suwun suzuki swab swadaya swalayan swasta swastiastu sy syarat
syawal syukur taat tabah tabir tabrak tabrakan tabung tabungan tabur tadi tagih tagihan tahan tahap tahlil tahu tahun
tajam tak takaran takbir takluk takmir takon taksi takut takwa talang talangan tali talud talut tama taman tambah
tambahan tambak tambal tambalan tambang tampa tampan tamparan tampil tampung tamu tanah tanam tanaman tanda tanding
tandur tandus tangan tangani tangerang tangga tanggal tanggap tangguh tangguk tanggul tanggung tanggungan tangis
tangkai tangkal tangkap tangkas tangkepin tangki tani tanjakan tanpa tansah tante tanya tapa tapak tapi taraf target
tari tarif tarik tarikan taruh taruna tarung tas tata tatap tatib tau taufan taun tawan tawar tawon tawur tawuran
tayang tbc tbpkp td tdk team teater tebak tebal tebang tebar tebel tebing tebus teduh tega tegak tegal tegang tegar
tegas tegur tekad tekan tekanan teknis tekor tekstil teladan telah telan telanjang telantar telat telegram telepon
teliti telkom telkomsel teller telp telpon telung telur tema teman temanggung tembak tembok tembus temen temenan tempa
tempat tempel tempo tempuh tenaga tenan tenang tenda tender tengah tengen tenggak tenggang tenggara tenggelam tengok
tentang tentara tentram tentu tepat tepi tepuk tera terancam terang terapi teras terawat terbakar terbang terbawa
terbengkalai terbentur terbit terbuka tercantum tercecer terendam terendem terganggu tergeletak tergelincir tergenang
tergerus terhalang terhambat terhormat teriak teriakin terima terimakasih terjadi terjang terjatuh terjawab terjebak
terjun terkait terkelupas terkenang terlantar terlapor termasuk terminal ternak ternyata terobos teror terowongan
terpaksa terpelanting terpeleset terpencil terpendam terselubung tersendat tersengat tersentuh terseret tersiram
tersumbat tertabrak tertanda tertawa tertib tertimbun tertimpa tertulis tertutup terus tes test tetangga tetap tetep
teter tetes tewas text tgl thank thanks that the ther they this thn thr thx tiang tiap tiba tibo tidak tidal tidur
tiga tikam tiket tiktok tikungan tikus tilang tim timbang timbul timbun timbunan timer timpa timpang timpuk timur
tindak tindaklanjut tindih tinggal tinggi tingkat tinja tinjau tinta tipes tipis tipu tirta titel titik titip title
tiyang tk tki tkw tlg tlng tlong tlp tni tnpa to toa tobat togel toilet token toko tol tolak toleransi tolol tolong
tomat tombak tombo tombol tong tonggo tongkrongan tonton topan topang topi toren total tour toxic toya toyota tp tpa
tpi tps track tradisi tradisional traffic trafo tragedi traktor trampil trans transaksi transfer transit transjakarta
transparan transportasi trap trash trauma travel trayek tree treet trek trekan trembesi tren tri triangle triliun
trimakasih trims triwulan trmksh trnyata trobos tronton trotoar trs truk trus tsb ttd ttg ttl tu tua tuan tuduh tugas
tugu tuh tuhan tuju tujuan tujuh tukang tukar tukaran tuku tukul tulang tulen tuli tulis tulung tulungi tumbang tumbas
tumbng tumbuh tumbukan tumor tumpah tumpang tumpuan tumpuk tumpukan tumuju tuna tunai tunanetra tunas tunawisma tunda
tundukkan tunggakan tunggal tunggu tungguan tunjang tunjuk tuntas tuntut tupai turap turis turn turnamen turu turun
turunan turut tusuk tutup tutur twitter uang ubah ubinnya ucap udah udan udara udel udh ugal ugalan ugd uhc ujan ujar
uji ujung ukur ulah ulang ular ulur umah umk umkm umr umrah umroh umum umur undang underpass undip ungaran unggah
unggul ungkap ungu unik unit universitas unnes unsur untuk untung up upacara upah upaya upgrade upload urai urat urip
urug urugan urus usah usaha usahawan usai usang user usia usik usir ustad ustadz usul utama utang utara utilitas utk
utuh uud uwis uwit uwoh uwuh vaksin vaksinasi vakum valid validasi vandalisme variasi vario vega velg vendor vendors
verifikasi very vespa video vihara viral visum voging voli volume vonis wa wabah wabarakatuh wacana waduk wadul wafat
wage wahyu waisak wajah wajan wajar wajib wakaf wakapolsek wakil waktu walau walet wali walikota walikotanya walimurid
wallet wangi wanita warahmatullahi waras warga warganet waris warkop warna warnet warni warning warong warta warung
was wasit waspada wassalam wassalamualaikum waswas watak water wb we web website wedi weleri wengi wereng weruh wes
wetan wewenang whatsapp wibawa wifi wilayah wilayahe wingi wira wiraswasta wirausaha wiri wis wisata wisuda wit with
witwitan wkwk wna wni wong wonogiri wonosobo wonten words wr wudhu wujud wulan xenia xl ya yah yaitu yakin yakni
keblosok kegencet kecemplung kejeglong kejeblos kepleset kesrempet ketabrak kejungkel kecebur klebu kesandung kelangan
yamaha yang yatim yayasan yen yes yg yo yogyakarta you youtube yth yuto zalim zaman zebra zona zonasi zone zonk
"""

ORDINARY = frozenset(_WORDS.split())
"""In lower case. Words that are also names are in `given_names.ALSO_WORDS` besides."""
