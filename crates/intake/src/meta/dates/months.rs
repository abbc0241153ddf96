//! The months as the languages of the world write them, full and short: data, from the Unicode CLDR.
//!
//! Some words are two months: `listopad` is November in Polish and Czech, October in Croatian.
//! Which it is, the other words of the same page may tell; else it is not known.

/// A language, and its months from January on: forms parted by spaces, months by bars, in lower
/// case, without full stops.
pub(super) const MONTHS: &[(&str, &str)] = &[
    (
        "en",
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec",
    ),
    (
        "de",
        "januar jan jän jänner|februar feb feber|märz mär mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez",
    ),
    (
        "fr",
        "janvier janv|février févr|mars|avril avr|mai|juin|juillet juil|août|septembre sept|octobre oct|novembre nov|décembre déc",
    ),
    (
        "es",
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre sept sep set setiembre|octubre oct|noviembre nov|diciembre dic",
    ),
    (
        "it",
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic",
    ),
    (
        "pt",
        "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
    ),
    (
        "nl",
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt|november nov|december dec",
    ),
    (
        "pl",
        "stycznia sty styczeń|lutego lut luty|marca mar marzec|kwietnia kwi kwiecień|maja maj|czerwca cze czerwiec|lipca lip lipiec|sierpnia sie sierpień|września wrz wrzesień|października paź październik|listopada lis listopad|grudnia gru grudzień",
    ),
    (
        "ru",
        "января янв январь|февраля февр февраль|марта мар март|апреля апр апрель|мая май|июня июн июнь|июля июл июль|августа авг август|сентября сент сентябрь|октября окт октябрь|ноября нояб ноябрь|декабря дек декабрь",
    ),
    (
        "uk",
        "січня січ січень|лютого лют лютий|березня бер березень|квітня квіт квітень|травня трав травень|червня черв червень|липня лип липень|серпня серп серпень|вересня вер вересень|жовтня жовт жовтень|листопада лист листопад|грудня груд грудень",
    ),
    (
        "tr",
        "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kas|aralık ara",
    ),
    (
        "ar",
        "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    ),
    (
        "fa",
        "ژانویهٔ ژانویه|فوریهٔ فوریه|مارس|آوریل|مهٔ مه|ژوئن|ژوئیهٔ ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    ),
    (
        "hi",
        "जनवरी जन॰|फ़रवरी फ़र॰ फरवरी|मार्च|अप्रैल|मई|जून|जुलाई जुल॰|अगस्त अग॰|सितंबर सित॰ सितम्बर|अक्टूबर अक्टू॰|नवंबर नव॰ नवम्बर|दिसंबर दिस॰ दिसम्बर",
    ),
    (
        "bn",
        "জানুয়ারী জানু|ফেব্রুয়ারী ফেব|মার্চ|এপ্রিল এপ্রি|মে|জুন|জুলাই জুল|আগস্ট আগ|সেপ্টেম্বর সেপ|অক্টোবর অক্টো|নভেম্বর নভে|ডিসেম্বর ডিসে",
    ),
    (
        "el",
        "ιανουαρίου ιαν ιανουάριος|φεβρουαρίου φεβ φεβρουάριος|μαρτίου μαρ μάρτιος μάρ|απριλίου απρ απρίλιος|μαΐου μαΐ μάιος μάι|ιουνίου ιουν ιούνιος ιούν|ιουλίου ιουλ ιούλιος ιούλ|αυγούστου αυγ αύγουστος αύγ|σεπτεμβρίου σεπ σεπτέμβριος|οκτωβρίου οκτ οκτώβριος|νοεμβρίου νοε νοέμβριος νοέ|δεκεμβρίου δεκ δεκέμβριος",
    ),
    (
        "sv",
        "januari jan|februari feb|mars|april apr|maj|juni|juli|augusti aug|september sep|oktober okt|november nov|december dec",
    ),
    (
        "nb",
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt|november nov|desember des",
    ),
    (
        "da",
        "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt|november nov|december dec",
    ),
    (
        "fi",
        "tammikuuta tammi tammikuu|helmikuuta helmi helmikuu|maaliskuuta maalis maaliskuu|huhtikuuta huhti huhtikuu|toukokuuta touko toukokuu|kesäkuuta kesä kesäkuu|heinäkuuta heinä heinäkuu|elokuuta elo elokuu|syyskuuta syys syyskuu|lokakuuta loka lokakuu|marraskuuta marras marraskuu|joulukuuta joulu joulukuu",
    ),
    (
        "hu",
        "január jan|február febr|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember szept|október okt|november nov|december dec",
    ),
    (
        "cs",
        "ledna led leden|února úno únor|března bře březen|dubna dub duben|května kvě květen|června čvn červen|července čvc červenec|srpna srp srpen|září zář|října říj říjen|listopadu lis listopad|prosince pro prosinec",
    ),
    (
        "sk",
        "januára jan január|februára feb február|marca mar marec|apríla apr apríl|mája máj|júna jún|júla júl|augusta aug august|septembra sep september|októbra okt október|novembra nov november|decembra dec december",
    ),
    (
        "ro",
        "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept|octombrie oct|noiembrie nov|decembrie dec",
    ),
    (
        "bg",
        "януари яну|февруари фев|март|април апр|май|юни|юли|август авг|септември сеп|октомври окт|ноември ное|декември дек",
    ),
    (
        "hr",
        "siječnja sij siječanj|veljače velj veljača|ožujka ožu ožujak|travnja tra travanj|svibnja svi svibanj|lipnja lip lipanj|srpnja srp srpanj|kolovoza kol kolovoz|rujna ruj rujan|listopada lis listopad|studenoga stu studeni|prosinca pro prosinac",
    ),
    (
        "sr",
        "januar jan|februar feb|mart mar|april apr|maj|jun|jul|avgust avg|septembar sep|oktobar okt|novembar nov|decembar dec",
    ),
    (
        "sl",
        "januar jan|februar feb|marec mar|april apr|maj|junij jun|julij jul|avgust avg|september sep|oktober okt|november nov|december dec",
    ),
    (
        "id",
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu|september sep|oktober okt|november nov|desember des",
    ),
    (
        "ms",
        "januari jan|februari feb|mac|april apr|mei|jun|julai jul|ogos ogo|september sep|oktober okt|november nov|disember dis",
    ),
    (
        "he",
        "ינואר ינו׳|פברואר פבר׳|מרץ|אפריל אפר׳|מאי|יוני|יולי|אוגוסט אוג׳|ספטמבר ספט׳|אוקטובר אוק׳|נובמבר נוב׳|דצמבר דצמ׳",
    ),
    (
        "th",
        "มกราคม มค|กุมภาพันธ์ กพ|มีนาคม มีค|เมษายน เมย|พฤษภาคม พค|มิถุนายน มิย|กรกฎาคม กค|สิงหาคม สค|กันยายน กย|ตุลาคม ตค|พฤศจิกายน พย|ธันวาคม ธค",
    ),
    (
        "fil",
        "enero ene|pebrero peb|marso mar|abril abr|mayo may|hunyo hun|hulyo hul|agosto ago|setyembre set|oktubre okt|nobyembre nob|disyembre dis",
    ),
    (
        "sq",
        "janar jan|shkurt shk|mars mar|prill pri|maj|qershor qer|korrik korr|gusht gush|shtator sht|tetor tet|nëntor nën|dhjetor dhj",
    ),
    (
        "et",
        "jaanuar jaan|veebruar veebr|märts|aprill apr|mai|juuni|juuli|august aug|september sept|oktoober okt|november nov|detsember dets",
    ),
    (
        "lv",
        "janvāris janv|februāris febr|marts|aprīlis apr|maijs|jūnijs jūn|jūlijs jūl|augusts aug|septembris sept|oktobris okt|novembris nov|decembris dec",
    ),
    (
        "lt",
        "sausio saus sausis|vasario vas vasaris|kovo kov kovas|balandžio bal balandis|gegužės geg gegužė|birželio birž birželis|liepos liep liepa|rugpjūčio rugp rugpjūtis|rugsėjo rugs rugsėjis|spalio spal spalis|lapkričio lapkr lapkritis|gruodžio gruod gruodis",
    ),
    (
        "ca",
        "gener gen|febrer febr|març|abril abr|maig|juny|juliol jul|agost ag|setembre set|octubre oct|novembre nov|desembre des",
    ),
];
