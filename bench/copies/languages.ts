/** How invented prose of a language is put together. */
export interface Language {
  tag: string;
  /** Sentences with places for words: {N} noun, {V} verb, {A} adjective, {P} place, {H} a family name, {#} number. */
  frames: readonly string[];
  /** Sentences that reports have in common, as they stand. */
  stock: readonly string[];
  /** Words by place; several lists of nouns are several subjects. */
  nouns: readonly (readonly string[])[];
  verbs: readonly string[];
  adjectives: readonly string[];
  places: readonly string[];
  names: readonly string[];
  /** Between words; scripts without spaces have none. */
  space: string;
  byline: (name: string) => string;
  dateline: (place: string, agency: string) => string;
  tails: readonly string[];
}

const w = (words: string) => words.trim().split(/\s+/);

const en: Language = {
  tag: 'en',
  frames: [
    'The {N} of the {N} in {P} {V}d the {A} {N} after {H} asked for a {N} .',
    '{H} said on Monday that the {A} {N} would {V} the {N} before the {N} .',
    'More than {#} {N} from {P} {V}d that the {N} had become {A} .',
    '{A} {N} in the {A} {N} , {H} said , could {V} {#} {N} by the end of the year .',
    'Under the {N} , each {N} must {V} its {N} or lose the {A} {N} .',
    '" We cannot {V} a {A} {N} without the {N} , " said {H} , a {N} from {P} .',
    'In {P} , where {#} {N} live near the {N} , the {A} {N} {V}d again .',
    'Neither the {N} nor the {N} has {V}d since the {A} {N} near {P} .',
    'Critics of the {N} say it will {V} {A} {N} and leave the {N} {A} .',
    'The {N} , first {V}d by {H} in {P} , now has {#} {A} {N} .',
    'While the {A} {N} {V}d , {N} in {P} were told to {V} the {N} .',
    'It was not clear whether {H} or the {N} would {V} a {A} {N} .',
    'Last week the {N} {V}d {#} {N} , a {A} number for {P} .',
    '{H} , who has led the {N} for {#} years , called the {N} {A} .',
    'Most {N} {V}d ; the {A} {N} did not {V} until the {N} of {P} had spoken .',
  ],
  stock: [
    'The ministry did not immediately respond to a request for comment .',
    'He spoke on condition of anonymity because he was not authorized to speak to the media .',
    'The figures were released in a statement on Tuesday .',
    'It was the first time in more than a decade that this has happened .',
    'Police have opened an investigation and asked for witnesses to come forward .',
  ],
  nouns: [
    w(`harbour ferry crew cargo captain quay tide storm lighthouse pilot tug anchor fleet dock customs container coast mooring
      channel breakwater cable engine deck passenger skipper trawler fishery quota catch net shipyard rudder`),
    w(`council budget mayor tax vote ballot coalition deputy committee inquiry bill motion amendment opposition cabinet
      minister treasury levy clause debate speaker party manifesto referendum district petition ombudsman audit grant`),
    w(`hospital clinic nurse surgeon ward vaccine patient trial virus dose symptom ambulance pharmacy therapy infection
      laboratory sample outbreak doctor antibody diagnosis screening midwife transplant insurer referral scan donor`),
    w(`factory wage union strike contract plant worker shift manager turbine order supplier export tariff battery furnace
      engineer robot assembly pension overtime dispute payroll warehouse steelworks profit share dividend merger`),
    w(`river dam flood forest drought reservoir glacier wetland farmer harvest irrigation beaver species warden reserve
      sediment pollution sewage pump barrage salmon aquifer levee meadow peat ranger wildfire turbine orchard`),
    w(`striker coach league stadium penalty referee goalkeeper transfer season derby supporter defender captain final
      medal sprint relay record heat qualifier tournament pitch bench scorer injury substitute cup title trophy`),
  ],
  verbs:
    w(`approve delay reject expand close inspect repair fund cancel review suspend defend replace restore question warn
    record measure protect finish support abandon limit announce restrict consider evacuate double monitor reform`),
  adjectives:
    w(`new costly damaged narrow northern public late private fragile unusual steady disputed temporary ageing modest
    crowded remote quiet severe joint final early local urgent secret broad partial record annual empty`),
  places:
    w(`Aldmere Brackwater Corrin Dunhollow Eastvale Fennick Garrowby Halmstead Kestrel Larkfield Marwick Northam
    Oakhaven Pellworth Ravensby Saltmarsh Thornbury Vexley Westerholm Yarrow`),
  names:
    w(`Abel Brandt Castell Dorn Ebner Falk Grasso Hale Ivers Jansen Keller Lindqvist Moreau Novak Ortega Pryce Quill
    Rask Sorel Tamm Ulmer Varga Wendt Yates Zeller`),
  space: ' ',
  byline: (name) => `By ${name}`,
  dateline: (place, agency) => `${place.toUpperCase()}, March 3 (${agency}) - `,
  tails: [
    '(Reporting by our staff; Editing by the desk)',
    'This article was first published by the Northam Wire and is used with permission.',
    '© 2026 Westerholm Media Group. All rights reserved. No part of this may be copied.',
    'Read more about this in our newsletter, which comes every morning before seven.',
  ],
};

const de: Language = {
  tag: 'de',
  frames: [
    'Die {N} in {P} will die {A} {N} bis Montag {V} , wie {H} mitteilte .',
    'Nach Angaben von {H} haben {#} {N} die {A} {N} bereits {V} .',
    'In {P} müssen die {N} nun ohne {A} {N} {V} , sagte {H} am Abend .',
    '„ Wir können die {N} nicht {V} , solange die {A} {N} fehlt “ , sagte {H} .',
    'Die {A} {N} der {N} war zuletzt vor {#} Jahren in {P} zu {V} .',
    'Ob die {N} auch {A} {N} {V} darf , ist nach Ansicht von {H} offen .',
    'Mehr als {#} {N} aus {P} fordern , die {A} {N} sofort zu {V} .',
    'Zwischen der {N} und der {A} {N} liegen in {P} nur {#} Meter .',
    '{H} , der die {N} seit {#} Jahren leitet , nannte die {A} {N} einen Fehler .',
  ],
  stock: [
    'Die Polizei sucht nach Zeugen und bittet um Hinweise aus der Bevölkerung .',
    'Ein Sprecher wollte sich auf Anfrage zunächst nicht dazu äußern .',
  ],
  nouns: [
    w(`Brücke Gemeinde Schule Werft Klinik Fabrik Regierung Mehrheit Steuer Straße Bahn Leitung Behörde Kammer Ernte Flut
      Messe Bühne Halle Genossenschaft Verwaltung Sperre Umfrage Kasse Anlage Quelle Siedlung Mannschaft Abgabe Prüfung`),
  ],
  verbs:
    w(`bauen prüfen sperren ersetzen fördern verkaufen räumen erweitern beraten verlegen kürzen retten öffnen planen
    sanieren ablehnen verschieben verdoppeln melden schützen`),
  adjectives:
    w(`neue alte teure marode nördliche öffentliche geplante umstrittene kleine vorläufige gemeinsame private
    örtliche frühe strenge zweite letzte seltene`),
  places: w(
    `Altmark Bergheim Dornau Eichtal Falkensee Grünau Hafenstadt Itzberg Kaltbrunn Lindenau Moorburg Neuwied`,
  ),
  names: w(
    `Ahrens Böhm Clasen Dietz Ebert Fink Gerlach Hübner Imhof Jost Krämer Lorenz Menzel Noll Ott Pohl`,
  ),
  space: ' ',
  byline: (name) => `Von ${name}`,
  dateline: (place, agency) => `${place} (${agency}) - `,
  tails: [
    '© 2026 Lindenau Verlag. Alle Rechte vorbehalten.',
    'Mehr dazu lesen Sie in der Ausgabe von morgen.',
  ],
};

const fr: Language = {
  tag: 'fr',
  frames: [
    'La {N} de {P} doit {V} la {A} {N} avant la fin du mois , selon {H} .',
    'Quelque {#} {N} ont dû {V} leur {N} après la {A} {N} de lundi .',
    '« Nous ne pouvons pas {V} une {N} aussi {A} » , a déclaré {H} à {P} .',
    'À {P} , la {N} et la {A} {N} restent à {V} malgré les {#} {N} promises .',
    '{H} , à la tête de la {N} depuis {#} ans , refuse de {V} la {A} {N} .',
    'Une {N} {A} pourrait {V} {#} {N} supplémentaires près de {P} .',
    'Les {N} de {P} demandent à {H} de {V} cette {A} {N} sans attendre .',
    'Ni la {N} ni la {N} ne sauraient {V} la {A} {N} annoncée par {H} .',
  ],
  stock: [
    'Une enquête a été ouverte afin de déterminer les causes exactes du sinistre .',
    'Contactée , la préfecture n’ a pas souhaité faire de commentaire .',
  ],
  nouns: [
    w(`mairie grève usine école digue récolte taxe loi majorité enquête clinique gare ligne centrale forêt rivière
      association entreprise commission subvention réunion équipe saison facture pénurie crue vanne serre halle coopérative`),
  ],
  verbs:
    w(`approuver fermer réparer financer annuler rénover suspendre vendre agrandir contrôler réduire défendre quitter
    reporter sauver surveiller remplacer soutenir`),
  adjectives:
    w(`nouvelle ancienne coûteuse fragile publique tardive rare commune prudente vaste locale dernière lourde
    discrète sévère provisoire`),
  places: w(
    `Aubrac Belcombe Clairval Dornecy Estivaux Fontbrune Gravelle Harcourt Jonzac Lisseuil Montclar Nervieux`,
  ),
  names: w(
    `Arnaud Besson Carlier Delmas Ferrand Garnier Hamon Jourdan Lacaze Marchal Noiret Perrin Roche Sabatier`,
  ),
  space: ' ',
  byline: (name) => `Par ${name}`,
  dateline: (place, agency) => `${place}, 3 mars (${agency}) – `,
  tails: ['© 2026 Presse de Clairval. Tous droits réservés.', 'À lire aussi dans notre édition de demain.'],
};

const es: Language = {
  tag: 'es',
  frames: [
    'La {N} de {P} deberá {V} la {A} {N} antes del lunes , informó {H} .',
    'Unas {#} {N} tuvieron que {V} la {N} por la {A} {N} de esta semana .',
    '« No podemos {V} una {N} tan {A} » , dijo {H} en {P} .',
    'Según {H} , la {N} y la {A} {N} de {P} costarán {#} millones .',
    '{H} , que dirige la {N} desde hace {#} años , no quiso {V} la {A} {N} .',
    'En {P} , la {A} {N} vuelve a {V} a las {N} del valle .',
    'Ninguna {N} había logrado {V} la {A} {N} hasta que llegó {H} .',
  ],
  stock: ['Las autoridades investigan las causas del accidente y no descartan ninguna hipótesis .'],
  nouns: [
    w(`alcaldía huelga fábrica escuela presa cosecha tasa ley mayoría clínica estación línea central selva ribera empresa
      comisión ayuda reunión plantilla temporada factura escasez crecida compuerta cooperativa subasta nave encuesta muestra`),
  ],
  verbs:
    w(`aprobar cerrar reparar financiar anular ampliar suspender vender vigilar reducir defender dejar aplazar salvar
    reemplazar apoyar medir`),
  adjectives: w(
    `nueva antigua costosa frágil pública tardía rara común vasta local última pesada severa provisional ajena`,
  ),
  places: w(
    `Alcorán Belmira Carrascal Dorvalle Espinar Fuentealta Guadalmar Herrezuelo Islares Jarandilla Losar`,
  ),
  names: w(
    `Alba Benítez Carmona Duarte Escobar Fuentes Gallardo Herrero Iborra Lozano Montero Nieto Olmos Pardo`,
  ),
  space: ' ',
  byline: (name) => `Por ${name}`,
  dateline: (place, agency) => `${place}, 3 mar (${agency}).- `,
  tails: ['© 2026 Diario de Belmira. Todos los derechos reservados.', 'Lea más en la edición de mañana.'],
};

const ru: Language = {
  tag: 'ru',
  frames: [
    'В городе {P} решили {V} {A} {N} до понедельника , сообщил {H} .',
    'Более {#} {N} не смогли {V} {N} из-за {A} {N} на этой неделе .',
    '« Мы не можем {V} такую {A} {N} » , заявил {H} журналистам в {P} .',
    'По словам {H} , {N} и {A} {N} обойдутся в {#} миллионов .',
    '{H} возглавляет {N} уже {#} лет и отказался {V} {A} {N} .',
    'Жители {P} просят {V} {A} {N} и вернуть {N} у реки .',
    'Пока {N} остаётся {A} , никто в {P} не станет {V} новую {N} .',
  ],
  stock: ['Полиция начала проверку и ищет очевидцев происшествия на месте .'],
  nouns: [
    w(`школу фабрику дорогу больницу плотину станцию пристань комиссию налоговую программу команду площадь библиотеку
      электростанцию линию переправу теплицу ярмарку аптеку лабораторию квоту смету заявку проверку сделку встречу`),
  ],
  verbs:
    w(`закрыть открыть построить проверить отменить продать расширить перенести сократить спасти обсудить заменить
    поддержать измерить отложить`),
  adjectives: w(
    `новую старую дорогую спорную северную общую частную местную редкую временную строгую последнюю пустую тихую`,
  ),
  places: w(`Белозёрск Верхоречье Горинск Дальнегорье Заозёрье Каменка Лесногорск Моховое Новоречье Озёрное`),
  names: w(`Агеев Баранов Власов Громов Дёмин Ершов Жилин Зимин Карпов Лапин Мухин Носов Орлов Панин`),
  space: ' ',
  byline: (name) => `Автор: ${name}`,
  dateline: (place, agency) => `${place}, 3 марта (${agency}) — `,
  tails: ['© 2026 Вестник Горинска. Все права защищены.', 'Читайте также в завтрашнем выпуске газеты.'],
};

const ar: Language = {
  tag: 'ar',
  frames: [
    'قال {H} يوم الاثنين إن {N} في {P} سوف {V} {N} {A} قريبا .',
    'أعلنت {N} أن {#} من {N} في {P} لم {V} {N} {A} بعد .',
    'وأضاف {H} أن {N} {A} قد {V} {N} خلال {#} أيام .',
    '" لا يمكن أن {V} {N} بدون {N} {A} " كما قال {H} في {P} .',
    'ويرى {H} أن {N} {A} في {P} لن {V} قبل {#} أسابيع .',
    'وكانت {N} قد {V} {N} {A} قرب {P} في العام الماضي .',
    'وطالب {#} من {N} بأن {V} {N} {A} في {P} .',
  ],
  stock: ['ولم يصدر أي تعليق رسمي من الوزارة على هذه الأنباء حتى الآن .'],
  nouns: [
    w(`المدرسة المصنع الطريق المستشفى السد المحطة الميناء اللجنة الضريبة البرنامج الفريق الساحة المكتبة الخط الجسر
      السوق الصيدلية المختبر الحصة الميزانية الطلب الفحص الصفقة الاجتماع الشركة البلدية المزرعة الشاطئ`),
  ],
  verbs: w(`يغلق يفتح يبني يفحص يلغي يبيع يوسع يؤجل يخفض ينقذ يناقش يستبدل يدعم يقيس`),
  adjectives: w(
    `الجديد القديم المكلف المثير الشمالي العام الخاص المحلي النادر المؤقت الصارم الأخير الفارغ الهادئ`,
  ),
  places: w(`عين الوادي الرملة الصفا النهرين الخضراء المنارة الزهراء البستان المرسى`),
  names: w(`الحداد النجار الخطيب الصباغ العطار الفارس القاضي البحار الراوي السقا`),
  space: ' ',
  byline: (name) => `بقلم: ${name}`,
  dateline: (place, agency) => `${place} (${agency}) - `,
  tails: ['© 2026 صحيفة المنارة. جميع الحقوق محفوظة.', 'اقرأ أيضا في عدد الغد من الصحيفة.'],
};

const zh: Language = {
  tag: 'zh',
  frames: [
    '{P}{N}周一表示，将{V}{A}的{N}，以便{N}能够继续。',
    '{H}说，{#}名{N}已经{V}{A}的{N}，但{N}仍未确定。',
    '据{N}介绍，{P}的{A} {N}在{#}天内必须{V} {N}。',
    '“我们不能{V}{A}的{N}，”{H}在{P}对{N}说。',
    '自从{A}的{N}以来，{P}已有{#}个{N}要求{V} {N}。',
    '{H}领导{N}已经{#}年，他拒绝{V}{A}的{N}。',
    '如果{N}不{V}，{P}的{N}就会变得{A}，{H}警告说。',
    '与此同时，{A}的{N}正在{P} {V} {#}个{N}。',
  ],
  stock: ['目前事故原因正在进一步调查之中。', '截至发稿时，有关部门尚未作出回应。'],
  nouns: [
    w(`学校 工厂 公路 医院 水库 车站 港口 委员会 税收 项目 球队 广场 图书馆 线路 大桥 市场 药店 实验室 配额 预算 申请 检查
      交易 会议 公司 渔民 农场 海岸 居民 工会 渡轮 法院 桥梁 船员 教师 医生`),
  ],
  verbs: w(`关闭 开放 建设 检查 取消 出售 扩大 推迟 削减 拯救 讨论 更换 支持 测量 修复 批准 审查 限制`),
  adjectives: w(`新 昂贵 有争议 北部 公共 私人 当地 罕见 临时 严格 最后 空置 安静 老旧 紧急 联合`),
  places: w(`青原 白河 东陵 石桥 南浦 云溪 海丰 长岭 西塘 北湾`),
  names: w(`陈立 林舟 吴安 赵宁 孙桥 周帆 郑岚 王屿 李川 何泽`),
  space: '',
  byline: (name) => `作者：${name}`,
  dateline: (place, agency) => `（${agency}${place}3月3日电）`,
  tails: ['© 2026 青原晚报 版权所有', '来源：白河通讯社'],
};

const ja: Language = {
  tag: 'ja',
  frames: [
    '{P}の{N}は月曜日、{A} {N}を{V}と発表した。',
    '{H}によると、{#}人の{N}が{A} {N}を{V}ことになった。',
    '「{A} {N}を{V}ことはできない」と{H}は{P}で語った。',
    '{P}では{N}が{#}年ぶりに{A} {N}を{V}見通しだ。',
    '{H}は、{N}が{V}まで{A} {N}を待つ考えを示した。',
    '{A} {N}をめぐり、{#}の{N}が{P}の{N}に{V}よう求めた。',
    '{N}の担当者は、{P}で{A} {N}が{V}可能性もあると述べた。',
  ],
  stock: ['警察が詳しい原因を調べている。', '関係者への取材で分かった。'],
  nouns: [
    w(`学校 工場 道路 病院 ダム 駅 港 委員会 税金 事業 チーム 広場 図書館 路線 橋 市場 薬局 研究所 予算 申請 検査 取引
      会議 会社 漁師 農場 海岸 住民 組合 フェリー 裁判所 船員 教師 医師 倉庫 水道`),
  ],
  verbs: w(
    `閉鎖する 開く 建設する 調べる 中止する 売却する 広げる 延期する 減らす 救う 議論する 交換する 支える 測る 直す`,
  ),
  adjectives: w(
    `新しい 高額な 古い 北部の 公共の 民間の 地元の 珍しい 臨時の 厳しい 最後の 静かな 緊急の 共同の`,
  ),
  places: w(`青浜 白川 東崎 石森 南津 雲井 海老原 長坂 西条 北沢`),
  names: w(`秋山 井口 内田 岡部 加納 木島 小松 佐野 田代 中原`),
  space: '',
  byline: (name) => `文＝${name}`,
  dateline: (place, agency) => `【${place}＝${agency}】`,
  tails: ['© 2026 青浜新報社 無断転載を禁じます', '取材・編集部'],
};

/** Left to right and right to left, with and without spaces. */
export const languages: readonly Language[] = [en, de, fr, es, ru, ar, zh, ja];
