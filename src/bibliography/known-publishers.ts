import { identityKey } from './identity-key';
import { remember } from './remember';

/** What kind of house a publisher is; it decides the type of a work that names nothing else. */
export type PublisherKind =
  'NEWSPAPER' | 'MAGAZINE' | 'WIRE' | 'BROADCASTER' | 'THINK_TANK' | 'JOURNAL' | 'PRESS' | 'GOVERNMENT' | 'WEBSITE' | 'BLOG' | 'ORGANISATION';

/** A paper, agency, broadcaster, institute or press that bibliographies name often. */
export interface KnownPublisher {
  name: string;
  kind: PublisherKind;
  homepage: string;
  /** Other names in use; case, accents, quotes, punctuation and a leading "The" do not matter. */
  aliases: readonly string[];
}

/** One line each: name | homepage without https:// | aliases, separated by semicolons. */
const TABLE = {
  NEWSPAPER: `
    New York Times | www.nytimes.com | NY Times; NYT; N.Y. Times; nytimes.com; New York Times Company
    Washington Post | www.washingtonpost.com | Wash. Post; washingtonpost.com; WaPo
    Wall Street Journal | www.wsj.com | WSJ; Wall St. Journal; wsj.com
    Los Angeles Times | www.latimes.com | LA Times; L.A. Times; latimes.com
    USA Today | www.usatoday.com | usatoday.com
    Christian Science Monitor | www.csmonitor.com | CS Monitor; CSM; csmonitor.com
    Boston Globe | www.boston.com | boston.com; bostonglobe.com
    Chicago Tribune | www.chicagotribune.com | chicagotribune.com
    Chicago Sun-Times | chicago.suntimes.com | Sun-Times
    San Francisco Chronicle | www.sfchronicle.com | SF Chronicle; SFGate
    San Jose Mercury News | www.mercurynews.com | Mercury News
    Seattle Times | www.seattletimes.com |
    Philadelphia Inquirer | www.inquirer.com |
    Miami Herald | www.miamiherald.com |
    Baltimore Sun | www.baltimoresun.com |
    Dallas Morning News | www.dallasnews.com |
    Houston Chronicle | www.houstonchronicle.com |
    Denver Post | www.denverpost.com |
    Washington Times | www.washingtontimes.com |
    Washington Examiner | www.washingtonexaminer.com |
    New York Post | nypost.com | NY Post
    New York Sun | www.nysun.com |
    New York Daily News | www.nydailynews.com | Daily News
    Newsday | www.newsday.com |
    Star Tribune | www.startribune.com | Minneapolis Star Tribune
    Atlanta Journal-Constitution | www.ajc.com | Atlanta Journal Constitution
    Politico | www.politico.com | politico.com
    The Hill | thehill.com | thehill.com
    Stars and Stripes | www.stripes.com | Stars & Stripes
    Army Times | www.armytimes.com |
    Guardian | www.theguardian.com | Guardian (London); guardian.co.uk; theguardian.com; Manchester Guardian
    Observer | observer.co.uk | The Observer (London)
    Times of London | www.thetimes.com | The Times (London); London Times; Times Online
    Sunday Times of London | www.thetimes.com/sunday | Sunday Times; The Sunday Times (London); Sunday Times (London)
    Telegraph | www.telegraph.co.uk | Daily Telegraph; telegraph.co.uk; Sunday Telegraph; Daily Telegraph (London)
    Independent | www.independent.co.uk | Independent (London); independent.co.uk; Independent on Sunday
    Financial Times | www.ft.com | FT; ft.com
    Daily Mail | www.dailymail.co.uk | Mail on Sunday
    Daily Mirror | www.mirror.co.uk |
    Scotsman | www.scotsman.com |
    Irish Times | www.irishtimes.com |
    Globe and Mail | www.theglobeandmail.com | Toronto Globe and Mail
    Toronto Star | www.thestar.com |
    National Post | nationalpost.com |
    International Herald Tribune | www.nytimes.com/international | IHT; International New York Times
    Sydney Morning Herald | www.smh.com.au | SMH
    The Age | www.theage.com.au | The Age (Melbourne)
    The Australian | www.theaustralian.com.au |
    Haaretz | www.haaretz.com | Ha’aretz
    Jerusalem Post | www.jpost.com |
    Le Monde | www.lemonde.fr | lemonde.fr
    Le Figaro | www.lefigaro.fr |
    Libération | www.liberation.fr |
    Le Monde diplomatique | www.monde-diplomatique.fr |
    El País | elpais.com |
    El Mundo | www.elmundo.es |
    La Vanguardia | www.lavanguardia.com |
    Corriere della Sera | www.corriere.it |
    La Repubblica | www.repubblica.it |
    La Stampa | www.lastampa.it |
    Frankfurter Allgemeine Zeitung | www.faz.net | FAZ; Frankfurter Allgemeine
    Süddeutsche Zeitung | www.sueddeutsche.de | SZ
    Die Zeit | www.zeit.de |
    Die Welt | www.welt.de |
    die tageszeitung | taz.de | taz
    Neue Zürcher Zeitung | www.nzz.ch | NZZ
    Asharq al-Awsat | english.aawsat.com | Asharq Alawsat; Al-Sharq al-Awsat
    Al-Hayat | www.alhayat.com | Dar al-Hayat
    The National | www.thenationalnews.com | The National (Abu Dhabi)
    Gulf News | gulfnews.com |
    Daily Star | www.dailystar.com.lb | Daily Star (Beirut); Daily Star Lebanon
    Al-Sabah | alsabaah.iq | Al Sabaah
    Azzaman | www.azzaman.com | Az-Zaman
    Aswat al-Iraq | www.aswataliraq.info | Aswat al Iraq; Voices of Iraq
    Today’s Zaman | www.todayszaman.com | Zaman
    Hürriyet Daily News | www.hurriyetdailynews.com | Hurriyet
    Tehran Times | www.tehrantimes.com |
    Times of India | timesofindia.indiatimes.com |
    The Hindu | www.thehindu.com |
    Dawn | www.dawn.com |
    South China Morning Post | www.scmp.com | SCMP
    Japan Times | www.japantimes.co.jp |
    Asia Times | asiatimes.com | Asia Times Online
    Moscow Times | www.themoscowtimes.com |`,
  WIRE: `
    Associated Press | apnews.com | AP; The AP; apnews.com
    Reuters | www.reuters.com | Reuters News Agency; Thomson Reuters; reuters.com
    Agence France Presse | www.afp.com | AFP; Agence France-Presse
    United Press International | www.upi.com | UPI
    McClatchy Newspapers | www.mcclatchydc.com | McClatchy; McClatchy News; McClatchy-Tribune; McClatchy DC
    Knight Ridder | www.mcclatchydc.com | Knight-Ridder; Knight Ridder Newspapers
    Bloomberg | www.bloomberg.com | Bloomberg News; Bloomberg.com
    Deutsche Presse-Agentur | www.dpa.com | dpa; DPA
    Xinhua | www.xinhuanet.com | Xinhua News Agency
    Kuwait News Agency | www.kuna.net.kw | KUNA
    IRNA | www.irna.ir | Islamic Republic News Agency
    Fars News Agency | www.farsnews.ir | Fars
    Anadolu Agency | www.aa.com.tr |
    Inter Press Service | www.ipsnews.net | IPS
    TASS | tass.com | ITAR-TASS
    Interfax | www.interfax.com |
    Press Trust of India | www.ptinews.com | PTI
    National Iraqi News Agency | www.ninanews.com | NINA
    Shafaq News | shafaq.com | Shafaaq News`,
  BROADCASTER: `
    BBC | www.bbc.com | BBC News; BBC News Online; British Broadcasting Corporation; bbc.co.uk; BBC World Service
    CNN | www.cnn.com | CNN.com; Cable News Network; CNN Business
    NBC | www.nbcnews.com | NBC News; MSNBC; msnbc.com
    ABC News | abcnews.go.com | ABC; ABC News (US)
    CBS | www.cbsnews.com | CBS News; 60 Minutes
    Fox News | www.foxnews.com | FOX; Fox News Channel
    PBS | www.pbs.org | PBS NewsHour; PBS Newshour; PBS Frontline; Frontline; NewsHour with Jim Lehrer; Online NewsHour
    NPR | www.npr.org | National Public Radio
    CNBC | www.cnbc.com |
    Al Jazeera | www.aljazeera.com | Aljazeera; Al-Jazeera; Al Jazeera English; aljazeera.com
    Al Arabiya | english.alarabiya.net | Al-Arabiya
    Alsumaria | www.alsumaria.tv | Al Sumaria; Alsumaria TV; Alsumaria News
    Rudaw | www.rudaw.net |
    Radio Free Europe/Radio Liberty | www.rferl.org | Radio Free Europe; RFE/RL; RFERL; Radio Liberty
    Voice of America | www.voanews.com | VOA; VOA News
    Canadian Broadcasting Corporation | www.cbc.ca | CBC; CBC News
    Australian Broadcasting Corporation | www.abc.net.au | ABC (Australia)
    Channel 4 | www.channel4.com | Channel 4 News
    ITV | www.itv.com | ITV News
    Sky News | news.sky.com |
    Deutsche Welle | www.dw.com | DW
    France 24 | www.france24.com |
    Euronews | www.euronews.com |
    Press TV | www.presstv.ir | PressTV`,
  MAGAZINE: `
    Time | time.com | Time Magazine; TIME
    Newsweek | www.newsweek.com |
    U.S. News & World Report | www.usnews.com | US News and World Report
    The Economist | www.economist.com |
    The New Yorker | www.newyorker.com |
    The Atlantic | www.theatlantic.com | Atlantic Monthly; The Atlantic Monthly
    Harper’s Magazine | harpers.org | Harper’s; Harpers
    The Nation | www.thenation.com |
    The New Republic | newrepublic.com | TNR
    National Review | www.nationalreview.com | National Review Online
    Weekly Standard | www.weeklystandard.com |
    Foreign Policy | foreignpolicy.com |
    National Journal | www.nationaljournal.com |
    Mother Jones | www.motherjones.com |
    American Prospect | prospect.org |
    Rolling Stone | www.rollingstone.com |
    Vanity Fair | www.vanityfair.com |
    Esquire | www.esquire.com |
    GQ | www.gq.com |
    Wired | www.wired.com | Wired News; Wired Magazine
    Forbes | www.forbes.com |
    Fortune | fortune.com |
    Business Week | www.bloomberg.com/businessweek | BusinessWeek; Bloomberg Businessweek
    Der Spiegel | www.spiegel.de | Spiegel; Spiegel Online; Der Spiegel International
    Le Nouvel Observateur | www.nouvelobs.com | L’Obs
    L’Express | www.lexpress.fr |
    New Statesman | www.newstatesman.com |
    The Spectator | www.spectator.co.uk | Spectator
    Private Eye | www.private-eye.co.uk |
    Maclean’s | www.macleans.ca |
    Salon | www.salon.com | Salon.com
    Slate | slate.com | Slate Magazine; slate.com
    National Geographic | www.nationalgeographic.com |
    New Scientist | www.newscientist.com |
    Scientific American | www.scientificamerican.com |
    Smithsonian | www.smithsonianmag.com | Smithsonian Magazine
    People | people.com | People Weekly; People Magazine
    Life | www.life.com | Life Magazine
    New York Magazine | nymag.com |
    New York Times Magazine | www.nytimes.com/section/magazine |
    New York Review of Books | www.nybooks.com | NYRB; N.Y. Review of Books
    London Review of Books | www.lrb.co.uk | LRB
    Times Literary Supplement | www.the-tls.co.uk | TLS
    Chronicle of Higher Education | www.chronicle.com |
    Times Higher Education | www.timeshighereducation.com | Times Higher Education Supplement; THE
    Publishers Weekly | www.publishersweekly.com |
    Billboard | www.billboard.com |
    Variety | variety.com |
    Jane’s Defence Weekly | www.janes.com | Jane’s Intelligence Review; Jane’s Intelligence Digest
    IEEE Spectrum | spectrum.ieee.org |
    Middle East Report | merip.org | MERIP; Middle East Report Online; Middle East Research and Information Project
    Parade | parade.com |
    Sports Illustrated | www.si.com |
    American Conservative | www.theamericanconservative.com |
    The Week | theweek.com |
    Prospect | www.prospectmagazine.co.uk |
    Commentary | www.commentary.org |
    Dissent | www.dissentmagazine.org |
    In These Times | inthesetimes.com |
    The Progressive | progressive.org |
    The Diplomat | thediplomat.com |
    Small Wars Journal | smallwarsjournal.com |
    CTC Sentinel | ctc.westpoint.edu/ctc-sentinel |
    Military Review | www.armyupress.army.mil/Journals/Military-Review |`,
  JOURNAL: `
    Foreign Affairs | www.foreignaffairs.com |
    International Security | direct.mit.edu/isec |
    Survival | www.iiss.org/publications/survival |
    Journal of Democracy | www.journalofdemocracy.org |
    Middle East Journal | www.mei.edu/education/middle-east-journal |
    Middle East Policy | mepc.org |
    Middle East Quarterly | www.meforum.org/middle-east-quarterly |
    Washington Quarterly | twq.elliott.gwu.edu |
    National Interest | nationalinterest.org |
    World Politics | www.cambridge.org/core/journals/world-politics |
    Parameters | press.armywarcollege.edu/parameters |
    Orbis | www.fpri.org/orbis |
    Nature | www.nature.com |
    Science | www.science.org |
    The Lancet | www.thelancet.com | Lancet
    New England Journal of Medicine | www.nejm.org | NEJM; N Engl J Med
    British Medical Journal | www.bmj.com | BMJ
    PLoS ONE | journals.plos.org/plosone | PLOS ONE
    American Historical Review | academic.oup.com/ahr |
    American Political Science Review | www.cambridge.org/core/journals/american-political-science-review |
    Harvard Law Review | harvardlawreview.org |
    Yale Law Journal | www.yalelawjournal.org |
    Signs | www.journals.uchicago.edu/journals/signs |
    Daedalus | www.amacad.org/daedalus |`,
  THINK_TANK: `
    Council on Foreign Relations | www.cfr.org | CFR; cfr.org
    Institute for the Study of War | www.understandingwar.org | ISW
    Washington Institute for Near East Policy | www.washingtoninstitute.org | WINEP; Washington Institute
    Heritage Foundation | www.heritage.org |
    Brookings Institution | www.brookings.edu | Brookings; The Brookings Institute
    RAND Corporation | www.rand.org | RAND
    International Crisis Group | www.crisisgroup.org | Crisis Group; ICG
    Center for Strategic and International Studies | www.csis.org | CSIS
    Carnegie Endowment for International Peace | carnegieendowment.org | Carnegie Endowment
    American Enterprise Institute | www.aei.org | AEI
    Center for American Progress | www.americanprogress.org |
    Cato Institute | www.cato.org |
    Hoover Institution | www.hoover.org |
    Chatham House | www.chathamhouse.org | Royal Institute of International Affairs
    International Institute for Strategic Studies | www.iiss.org | IISS
    Combating Terrorism Center at West Point | ctc.westpoint.edu | Combating Terrorism Center; CTC
    Center for a New American Security | www.cnas.org | CNAS
    Jamestown Foundation | jamestown.org |
    Middle East Institute | www.mei.edu |
    New America Foundation | www.newamerica.org | New America
    Atlantic Council | www.atlanticcouncil.org |
    United States Institute of Peace | www.usip.org | USIP; U.S. Institute of Peace
    Stimson Center | www.stimson.org | Henry L. Stimson Center
    Wilson Center | www.wilsoncenter.org | Woodrow Wilson International Center for Scholars
    Urban Institute | www.urban.org |
    Pew Research Center | www.pewresearch.org |
    Stockholm International Peace Research Institute | www.sipri.org | SIPRI
    Strategic Studies Institute | ssi.armywarcollege.edu | SSI
    Foreign Policy Research Institute | www.fpri.org | FPRI
    National Bureau of Economic Research | www.nber.org | NBER
    Institute for War and Peace Reporting | iwpr.net | IWPR
    Baker Institute | www.bakerinstitute.org | James A. Baker III Institute for Public Policy
    Century Foundation | tcf.org |
    Saban Center | www.brookings.edu/saban |`,
  GOVERNMENT: `
    Congressional Research Service | crsreports.congress.gov | CRS
    Government Accountability Office | www.gao.gov | GAO; General Accounting Office; U.S. Government Accountability Office
    Congressional Budget Office | www.cbo.gov | CBO
    Special Inspector General for Iraq Reconstruction | www.sigir.mil | SIGIR
    U.S. Department of Defense | www.defense.gov | Department of Defense; DoD; Pentagon; Defense Department
    U.S. Department of State | www.state.gov | Department of State; State Department
    U.S. Department of Justice | www.justice.gov | Department of Justice
    U.S. Department of Energy | www.energy.gov | Department of Energy
    U.S. Department of Education | www.ed.gov | Department of Education
    Energy Information Administration | www.eia.gov | EIA
    Central Intelligence Agency | www.cia.gov | CIA
    Director of National Intelligence | www.dni.gov | Office of the Director of National Intelligence; National Intelligence Council
    White House | www.whitehouse.gov |
    U.S. Senate | www.senate.gov | Senate Foreign Relations Committee; Senate Armed Services Committee; Senate Select Committee on Intelligence
    U.S. House of Representatives | www.house.gov | House Armed Services Committee; House Foreign Affairs Committee
    U.S. Census Bureau | www.census.gov | Census Bureau; Bureau of the Census
    Government Printing Office | www.gpo.gov | U.S. Government Printing Office; GPO
    United Kingdom Parliament | www.parliament.uk | House of Commons; House of Lords
    HMSO | www.tsoshop.co.uk | Her Majesty’s Stationery Office; The Stationery Office
    Ministry of Defence | www.gov.uk/mod | UK Ministry of Defence`,
  ORGANISATION: `
    United Nations | www.un.org | UN; U.N.
    UN Assistance Mission for Iraq | iraq.un.org | UNAMI; United Nations Assistance Mission for Iraq
    UNHCR | www.unhcr.org | United Nations High Commissioner for Refugees; UN High Commissioner for Refugees
    UNICEF | www.unicef.org |
    UNESCO | www.unesco.org |
    World Health Organization | www.who.int | WHO; World Health Organisation
    World Bank | www.worldbank.org |
    International Monetary Fund | www.imf.org | IMF
    OECD | www.oecd.org | Organisation for Economic Co-operation and Development
    International Organization for Migration | www.iom.int | IOM
    International Committee of the Red Cross | www.icrc.org | ICRC
    Human Rights Watch | www.hrw.org | HRW
    Amnesty International | www.amnesty.org |
    Committee to Protect Journalists | cpj.org | CPJ
    Reporters Without Borders | rsf.org | RSF
    Transparency International | www.transparency.org |
    Oxfam | www.oxfam.org |
    Refugees International | www.refugeesinternational.org |
    Freedom House | freedomhouse.org |
    Fund for Peace | fundforpeace.org |
    European Commission | commission.europa.eu |
    NATO | www.nato.int |
    OPEC | www.opec.org |
    European Court of Human Rights | www.echr.coe.int |`,
  WEBSITE: `
    TruthDig | www.truthdig.com |
    Huffington Post | www.huffpost.com | HuffPost; huffingtonpost.com
    Daily Beast | www.thedailybeast.com |
    ProPublica | www.propublica.org |
    Global Security | www.globalsecurity.org | GlobalSecurity.org
    icasualties.org | icasualties.org | iCasualties
    Iraq Body Count | www.iraqbodycount.org |
    Iraq Oil Report | www.iraqoilreport.com |
    Niqash | www.niqash.org |
    Al-Monitor | www.al-monitor.com | Al Monitor
    AlterNet | www.alternet.org |
    Common Dreams | www.commondreams.org |
    Counterpunch | www.counterpunch.org |
    TomDispatch | tomdispatch.com |
    Antiwar.com | www.antiwar.com |
    Middle East Eye | www.middleeasteye.net |
    Stratfor | worldview.stratfor.com |
    Wikipedia | www.wikipedia.org |
    YouTube | www.youtube.com |
    Vox | www.vox.com |
    BuzzFeed News | www.buzzfeednews.com | BuzzFeed
    TechCrunch | techcrunch.com |
    Ars Technica | arstechnica.com |
    CNET | www.cnet.com | CNET News; CNET News.com
    The Intercept | theintercept.com |
    UrduPoint | www.urdupoint.com |`,
  BLOG: `
    Abu Aardvark | abuaardvark.typepad.com |
    Informed Comment | www.juancole.com |
    Talking Points Memo | talkingpointsmemo.com | TPM
    Danger Room | www.wired.com/category/dangerroom |
    Long War Journal | www.longwarjournal.org |
    Baghdad Bureau | atwar.blogs.nytimes.com | At War
    Inside Iraq | washingtonbureau.typepad.com/iraq |
    Lawfare | www.lawfaremedia.org |
    War on the Rocks | warontherocks.com |
    Historiae | historiae.org | Iraq and Gulf Analysis`,
  PRESS: `
    Penguin | www.penguin.com | Penguin Press; Penguin Books; The Penguin Press
    Random House | www.penguinrandomhouse.com | Penguin Random House
    Simon & Schuster | www.simonandschuster.com |
    HarperCollins | www.harpercollins.com | Harper & Row; Harper Collins; HarperPerennial
    Macmillan | us.macmillan.com | Palgrave Macmillan; St. Martin’s Press; Palgrave
    Alfred A. Knopf | knopfdoubleday.com | Knopf
    Doubleday | knopfdoubleday.com/imprint/doubleday |
    W. W. Norton | wwnorton.com | Norton; W.W. Norton & Company
    Houghton Mifflin | www.hmhco.com | Houghton Mifflin Harcourt
    Little, Brown | www.littlebrown.com | Little, Brown and Company
    Farrar, Straus and Giroux | us.macmillan.com/fsg | FSG
    PublicAffairs | www.publicaffairsbooks.com | Public Affairs
    Basic Books | www.basicbooks.com |
    Metropolitan Books | us.macmillan.com/publishers/metropolitan-books |
    Henry Holt | us.macmillan.com/publishers/henry-holt |
    Potomac Books | www.nebraskapress.unl.edu/potomac-books |
    Verso | www.versobooks.com |
    Zed Books | www.bloomsbury.com/zed |
    Pluto Press | www.plutobooks.com |
    I.B. Tauris | www.bloomsbury.com/ibtauris | IB Tauris
    Hurst | www.hurstpublishers.com | C. Hurst; Hurst & Company
    Saqi | saqibooks.com | Saqi Books
    Oxford University Press | global.oup.com | OUP; Clarendon Press
    Cambridge University Press | www.cambridge.org | CUP
    Harvard University Press | www.hup.harvard.edu |
    Yale University Press | yalebooks.yale.edu |
    Princeton University Press | press.princeton.edu |
    Stanford University Press | www.sup.org |
    Columbia University Press | cup.columbia.edu |
    University of California Press | www.ucpress.edu |
    University of Chicago Press | press.uchicago.edu |
    MIT Press | mitpress.mit.edu |
    Cornell University Press | www.cornellpress.cornell.edu |
    Syracuse University Press | press.syr.edu |
    Routledge | www.routledge.com | Taylor & Francis
    Sage | www.sagepub.com | Sage Publications
    Springer | www.springer.com | Springer-Verlag; Springer Verlag
    Elsevier | www.elsevier.com | North-Holland
    Wiley | www.wiley.com | John Wiley & Sons; Wiley-Blackwell
    Blackwell | www.wiley.com | Basil Blackwell; Blackwell Publishing
    Academic Press | www.elsevier.com/academic-press |
    McGraw-Hill | www.mheducation.com | McGraw Hill
    Prentice Hall | www.pearson.com | Prentice-Hall
    Addison-Wesley | www.pearson.com | Addison Wesley
    Pearson | www.pearson.com | Pearson Education
    Bloomsbury | www.bloomsbury.com | Bloomsbury Publishing
    Faber and Faber | www.faber.co.uk | Faber
    Vintage | www.penguin.co.uk/vintage | Vintage Books
    Gallimard | www.gallimard.fr | Éditions Gallimard
    Éditions du Seuil | www.seuil.com | Seuil
    L’Harmattan | www.editions-harmattan.fr |
    Presses universitaires de France | www.puf.com | PUF
    Suhrkamp | www.suhrkamp.de | Suhrkamp Verlag
    De Gruyter | www.degruyter.com | Walter de Gruyter; Mouton de Gruyter
    Brill | brill.com | E. J. Brill
    Einaudi | www.einaudi.it |`,
} satisfies Record<PublisherKind, string>;

/** The table as objects, in its order. */
export const KNOWN_PUBLISHERS: readonly KnownPublisher[] = (Object.entries(TABLE) as [PublisherKind, string][]).flatMap(([kind, rows]) =>
  rows.trim().split('\n').map((row) => {
    const [name = '', homepage = '', aliases = ''] = row.split('|').map((cell) => cell.trim());
    return { name, kind, homepage: `https://${homepage}`, aliases: aliases.split(';').map((alias) => alias.trim()).filter((alias) => alias !== '') };
  }));

const BY_KEY = new Map<string, KnownPublisher>();
for (const publisher of KNOWN_PUBLISHERS) {
  for (const name of [publisher.name, ...publisher.aliases]) {
    const key = identityKey(name);
    if (!BY_KEY.has(key)) BY_KEY.set(key, publisher); // the earlier row wins an alias that two claim
  }
}

const LONGEST = Math.max(...KNOWN_PUBLISHERS.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => one.length))) + 12; // quotes, "The" and spaces

/** The known publisher a name or alias belongs to, whatever its case, quotes or leading "The"; null when it is not in the table. */
export const findKnownPublisher: (name: string) => KnownPublisher | null = remember((name) =>
  (name.length > LONGEST ? null : (BY_KEY.get(identityKey(name)) ?? null)));
