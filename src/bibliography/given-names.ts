import { remember } from './remember';

/** Given names common in the languages lists are written in; they tell "Ann Hare" from "Valley Herald". Lower case, without accents. */
const GIVEN_NAMES = new Set((
  // English
  'aaron adam adrian al alan albert alec alex alexander alexandra alexis alfred alice alison allan allen allison amanda amy andrea andrew andy angela ann anna anne annie '
  + 'benedict simone alistair angus barack basil bernadette beverly blake boyd bridget brigid calvin candace carlton cecil clarence clifford clinton condoleezza cornelius cyril damian darwin desmond dexter dwight edmund edwina eliot elliot elliott emmanuel enid errol esther eunice faye felicity fergus floyd garrett geraldine gertrude gillian gloria gwen harriet hazel hector henrietta hilary horace hubert hugo humphrey ida ignatius immanuel ira irving isaiah isobel ivor jared jeanne jerrold jocelyn jodie josephine joshua juliet kathy kirsten lana lance lara leigh leroy lester levi lionel lloyd lucinda luther mabel marcella margot marianne marina maude maxine melvin meredith merle michele millicent milton mona morris mortimer muriel myra myron nadine nate ned nell nelson nina noel nora olive orlando otis pat phoebe priscilla quentin ramona raphael reginald reuben rex rhoda roderick roderic rosalind rosa rosie rupert sadie sheldon shirley silas stella sybil tabitha tamara tessa thaddeus thurston trudy una ursula vaughn verity vernon vita wanda wilbur wilfred willa winifred winston yvette zora '
  + 'anthony arnold arthur ashley austin barbara barry becky ben benjamin bernard beth betty bill billy bob bobby brad bradley brandon brenda brent brett brian bruce bryan caitlin cameron '
  + 'carl carla carol caroline carolyn catherine cathy chad charles charlie charlotte cheryl chris christian christina christine christopher cindy claire clare clark clive '
  + 'colin connie corey craig crystal curtis cynthia dale dan daniel danny darren dave david dawn dean deborah debra denis dennis derek diana diane don donald donna doris '
  + 'dorothy doug douglas duncan dylan earl ed eddie edgar edith edward edwin eileen elaine eleanor elizabeth ellen emily emma eric erica erik erin ernest ethan eugene eva evan '
  + 'evelyn fiona florence frances francis frank franklin fred frederick gail gareth gary gavin gene geoff geoffrey george gerald gerard gilbert gina glen glenn gordon grace '
  + 'graham grant greg gregory guy hannah harold harriet harry harvey heather helen henry herbert holly howard hugh ian irene isaac ivan jack jackie jacob jake james jamie jan jane '
  + 'janet janice jared jason jay jean jeff jeffrey jennifer jenny jeremy jerome jerry jess jesse jessica jill jim jimmy joan joann joanna joanne joe joel john johnny jon jonathan jordan '
  + 'joseph joshua joy joyce juan judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kent kevin kim kimberly '
  + 'kirk kristen kristin kurt kyle larry laura lauren laurence lawrence leah lee leo leon leonard leslie lewis liam linda lindsay lisa liz logan lois loren lori louis louise lucas '
  + 'lucy luke lynn madison malcolm marc marcia marcus margaret maria marian marie marilyn marion marisa marjorie mark marsha martha martin marvin mary mathew matt matthew '
  + 'maureen maurice max megan melanie melissa michael michelle miguel mike mildred miles miriam mitchell molly monica morgan nancy naomi natalie natasha nathan nathaniel neal neil '
  + 'nicholas nick nicole nigel noah nora norma norman oliver olivia oscar owen pamela patricia patrick paul paula pauline peggy penny percy perry peter phil philip philippa phillip '
  + 'phyllis rachel ralph randall randy ray raymond rebecca rhonda richard rick ricky rita rob robert roberta robin rod rodney roger roland ron ronald rory rose rosemary ross roy '
  + 'ruby russell ruth ryan sally sam samantha samuel sandra sara sarah saul scott sean seth sharon shaun shawn sheila shirley sidney simon sophia sophie spencer stacy stanley stefan '
  + 'stephanie stephen steve steven stewart stuart sue susan suzanne sylvia tara ted terence teresa terry thelma theodore theresa thomas tim timothy tina toby todd tom tommy tony '
  + 'tracy travis trevor tyler valerie vanessa vera vernon veronica victor victoria vincent virginia vivian wade wallace walter warren wayne wendy wesley william willie zachary zoe '
  // French, Spanish, Portuguese, Italian
  + 'alain alberto alejandro alessandro alfonso alfredo ana andre andres angelo anton antoine antonio arturo aurelie bernardo brigitte bruno camille carine carlo carlos carmen cecile celine '
  + 'cesar chantal christophe claude claudia claudio clement corinne cristina damien daniela daniele delphine denise diego dominique eduardo elena elisabeth emile emilio emmanuel '
  + 'enrique enzo ernesto etienne fabio fabrice federico felipe felix fernando filippo florent francesca francesco francisco francois francoise franck gabriel gabriela genevieve georges geraldine '
  + 'gerard gianni gilles giorgio giovanni giulia giuseppe gonzalo guillaume gustave gustavo helene henri herve hugo ignacio ines isabel isabelle jacqueline jacques javier jean-claude jean-paul '
  + 'jean-pierre jerome joaquin jorge jose josep juan julien laurent luc luca lucia lucien luigi luis luisa madeleine manuel marcel marcelo marco marguerite mariana mario marta mathieu '
  + 'matteo mauricio michel michele mireille mohamed monique nadia nathalie nicolas odile olivier pablo paolo pascal patrice pedro philippe pierre pietro rafael ramon raphael raul '
  + 'regis remi renato rene ricardo roberto rodrigo romain salvador salvatore santiago sebastien serge sergio severine silvia sofia stefano stephane sylvain sylvie thierry tristan umberto vicente '
  + 'vincenzo virginie vittorio xavier yann yves yvonne '
  // German, Dutch, Nordic
  + 'achim andreas anders anja anke annette arne astrid axel bernd bernhard bert birgit bjorn carsten christa christoph claus dieter dietrich dirk eberhard erich ernst eva-maria friedrich fritz georg gerd '
  + 'gerhard gottfried gudrun gunnar gunter gunther hans hans-peter harald hartmut heike heinrich heinz helga helmut henrik herbert hermann horst ingo ingrid jakob jens jochen johan johann johannes jorg joern jurgen '
  + 'kai karin karl-heinz karsten katrin klaus konrad lars lothar ludwig lutz magnus manfred marcel marlene martina matthias michaela monika niels nils olaf ole otto pieter rainer ralf reinhard renate '
  + 'rolf rudolf ruediger sabine siegfried silke stefanie sven svetlana theo thorsten torsten tobias ulf ulrich ulrike ursula ute uwe volker werner wilhelm willem wim wolf wolfgang '
  // Slavic, Greek, Turkish
  + 'aleksandr alexei anatoly andrei andrej andrzej anna boris dimitri dmitri dmitry ekaterina elif emre galina grigory hasan hrant igor irina ivan ivana jacek jan janusz jaroslav jerzy jiri '
  + 'katarzyna konstantin krzysztof leonid ljubisa lyudmila maciej marek maxim mehmet mikhail milan mustafa natalia nikolai nikos oleg olga orhan pavel pawel petr piotr sergei slavoj slobodan stanislaw '
  + 'svetlana tomasz tomas vaclav vladimir vyacheslav yuri zbigniew zoran zygmunt '
  // Arabic, Persian, Kurdish, Hebrew, South and East Asian
  + 'abbas abdel abdul abdullah adel adnan ahmad ahmed akbar alaa ali alissa aliya amal amin amir amit amira anand anil anjali ari arun aryeh asad ashok avi ayad aziz babak bahman bassam bilal burhan chandra cheng chun '
  + 'dalia daoud deepak dov ehud eli eyal fadi fadhil faisal fareed farhad fatima fouad gaurav ghaith ghassan habib hadi haider hala hamid hamza haroon hassan hisham hiroshi hong hussein huda ibrahim imad imran indira '
  + 'jamal jamil jawad jing joost kamal kamran kanan karim kenji khalid khalil krishna laith lakhdar lei leila li lina ling loulouwa mahdi mahmoud mahmud majid maliha mei mohammad mohammed mohsen muhammad '
  + 'muhammed mukul munir musa nabil nada nadim najib naseer nasser nawal nazila ned nir nizar noam noor nouri omar osama qais qassim rabia rafid raj rajan rajesh rajiv ramesh ramin ramzi rania rashid ravi reidar reza riad rima sabah sabrina '
  + 'sadiq sahar said saif salah saleh salim sami samir sanjay satoshi shadi shahram shashank shira shlomo sinan suad sudarsan suha sunil suresh taha takeshi tariq tarek thanassis tirana vali vijay vikram vivek wael waleed walid wei xiao yaroslav yasmin '
  + 'yaakov yitzhak yochi yossi youssef yusuf zaid zaki zalmay zeina zev zhang'
).split(' '));

/** Whether a word is a common given name, in any case, with or without accents; a hyphenated name counts by its first part. */
export const isGivenName: (word: string) => boolean = remember((word) => {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.,]+$/, '');
  return GIVEN_NAMES.has(plain) || GIVEN_NAMES.has(plain.split('-')[0] ?? '');
});
