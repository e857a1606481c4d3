/** Invented material for bench articles: none of it was ever printed. */
export const sections = ['World', 'Politics', 'Business', 'Science', 'Culture', 'Sport', 'Climate', 'Health'];

export const towns =
  `Aldmere Brackwater Corrin Dunhollow Eastvale Fennick Garrowby Halmstead Ironbridge Jarrow Kestrel
  Larkfield Marwick Northam Oakhaven Pellworth Quarrydale Ravensby Saltmarsh Thornbury Underhill Vexley Westerholm Yarrow`
    .split(/\s+/)
    .filter(Boolean);

export const givenNames =
  'Ada Bruno Clara Dario Edith Farid Greta Hugo Ines Jonas Karla Leon Mira Nils Olga Pavel Rosa Samir Tessa Viktor'.split(
    ' ',
  );

export const familyNames =
  'Abel Brandt Castell Dorn Ebner Falk Grasso Hale Ivers Jansen Keller Lindqvist Moreau Novak Ortega Pryce Quill Rask Sorel Tamm'.split(
    ' ',
  );

export const words =
  `the a of and to in on for with from after before under over between council harbour minister report budget
  river bridge market school station union teacher farmer engineer driver worker resident company factory hospital court
  judge lawyer police officer fire storm flood drought harvest winter summer morning evening week month year decade
  season vote ballot party coalition opposition leader mayor governor deputy spokesman committee inquiry hearing plan
  proposal draft law rule permit licence fee tax rate loan bank bond price wage rent housing tenant landlord builder road
  rail tram ferry port airport tunnel line route ticket fare passenger commuter cyclist energy power grid wind solar
  turbine reactor coal gas oil pipe pump water dam reservoir sewer forest valley coast island cliff beach village town
  city region border country neighbour ally treaty talks summit envoy embassy export import tariff quota cargo container
  ship crew captain strike pay contract hour shift holiday museum gallery theatre concert film novel author painter
  sculptor actor singer stage audience festival prize match league cup goal coach player season referee stadium crowd
  record race runner swimmer medal study research survey sample data trial vaccine patient doctor nurse clinic surgery
  disease virus cell gene species bird whale wolf bee reef glacier satellite rocket orbit telescope planet signal sensor
  network server software device battery chip screen robot said says told asked agreed refused warned promised expected
  planned announced delayed opened closed raised lowered cut doubled halved rose fell grew shrank began ended moved
  stayed won lost paid owed bought sold built repaired replaced tested approved rejected signed launched cancelled new
  old large small early late local national public private quiet loud narrow wide heavy light long short high low rapid
  slow strong weak clear unclear likely unlikely costly cheap safe risky rare common empty full northern southern eastern
  western hundreds thousands dozens several many few most nearly almost about roughly exactly again already still never
  often soon later together instead however meanwhile`
    .split(/\s+/)
    .filter(Boolean);
