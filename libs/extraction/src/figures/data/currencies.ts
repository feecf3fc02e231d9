/** Currency marks; the dollar's country is told by the letters before it. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(Object.entries({
  $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₽': 'RUB', '₴': 'UAH', '₩': 'KRW', '₪': 'ILS', '₺': 'TRY', '₦': 'NGN', '฿': 'THB', '₫': 'VND', '₱': 'PHP', '₡': 'CRC', '₸': 'KZT', '₾': 'GEL', '₼': 'AZN',
}));

export const DOLLAR_PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries({
  us: 'USD', 'u.s.': 'USD', u: 'USD', a: 'AUD', au: 'AUD', aus: 'AUD', c: 'CAD', ca: 'CAD', can: 'CAD', cdn: 'CAD', hk: 'HKD', nz: 'NZD', s: 'SGD', sg: 'SGD', nt: 'TWD', r: 'BRL', mx: 'MXN', mex: 'MXN', mxn: 'MXN', cad: 'CAD', aud: 'AUD', sgd: 'SGD', hkd: 'HKD', nzd: 'NZD', tt: 'TTD', j: 'JMD', z: 'ZWL',
}));

/** ISO codes and marks in letters that stand before digits: "EUR 3 million", "Rs 500". */
export const CODES: ReadonlyMap<string, string> = new Map([
  ...'USD EUR GBP JPY CHF CAD AUD NZD CNY RMB HKD SGD TWD KRW INR PKR BDT LKR NPR IDR MYR THB PHP VND RUB UAH BYN KZT TRY ILS SAR AED QAR KWD BHD OMR IQD IRR JOD LBP EGP MAD DZD TND NGN GHS KES UGX TZS ETB ZAR ZMW BRL ARS CLP COP PEN MXN UYU VES SEK NOK DKK ISK PLN CZK HUF RON BGN RSD HRK ALL GEL AMD AZN AFN MMK'
    .split(' ').map((code): [string, string] => [code, code === 'RMB' ? 'CNY' : code]),
  ['Rs', 'INR'], ['Rs.', 'INR'], ['Tk', 'BDT'], ['Sh', 'KES'], ['Ksh', 'KES'], ['RM', 'MYR'], ['PS', 'GBP'], ['Rp', 'IDR'], ['dlrs', 'USD'], ['Dlrs', 'USD'],
]);

/** Currency words in the singular. What is not told by an adjective is the best known of its name. */
export const CURRENCY_WORDS: ReadonlyMap<string, string> = new Map(Object.entries({
  dollar: 'USD', dlr: 'USD', buck: 'USD', greenback: 'USD', euro: 'EUR', pound: 'GBP', sterling: 'GBP', yen: 'JPY', yuan: 'CNY', renminbi: 'CNY', rupee: 'INR', ruble: 'RUB', rouble: 'RUB', hryvnia: 'UAH', hryvnya: 'UAH', franc: 'CHF',
  peso: 'MXN', real: 'BRL', reais: 'BRL', rand: 'ZAR', won: 'KRW', shekel: 'ILS', lira: 'TRY', riyal: 'SAR', rial: 'IRR', dirham: 'AED', dinar: 'IQD', baht: 'THB', ringgit: 'MYR', rupiah: 'IDR', dong: 'VND', naira: 'NGN',
  shilling: 'KES', birr: 'ETB', cedi: 'GHS', kwacha: 'ZMW', krona: 'SEK', kronor: 'SEK', krone: 'NOK', kroner: 'NOK', crown: 'SEK', zloty: 'PLN', zlotys: 'PLN', forint: 'HUF', koruna: 'CZK', leu: 'RON', lei: 'RON', lev: 'BGN', leva: 'BGN',
  kuna: 'HRK', lari: 'GEL', dram: 'AMD', manat: 'AZN', tenge: 'KZT', som: 'KGS', taka: 'BDT', kyat: 'MMK', afghani: 'AFN', bolivar: 'VES', sol: 'PEN', guarani: 'PYG', quetzal: 'GTQ', lempira: 'HNL', mark: 'DEM', guilder: 'NLG', bitcoin: 'XBT',
}));

/** Words that are as often something else: they count as money only with a currency's adjective before them. */
export const WEAK_CURRENCY_WORDS: ReadonlySet<string> = new Set(['real', 'won', 'sol', 'som', 'mark', 'crown', 'lev', 'dram', 'buck', 'dong', 'rand']);

/** The hundredth part: value is divided by 100. */
export const CENTS: ReadonlyMap<string, string> = new Map(Object.entries({ cent: 'USD', penny: 'GBP', pence: 'GBP', p: 'GBP', kopek: 'RUB', kopeck: 'RUB', paisa: 'INR', sen: 'MYR' }));

/** Adjective or country before the word, and the code that the pair stands for. */
export const CURRENCY_PAIRS: ReadonlyMap<string, string> = new Map(Object.entries({
  'u.s. dollar': 'USD', 'us dollar': 'USD', 'american dollar': 'USD', 'canadian dollar': 'CAD', 'australian dollar': 'AUD', 'new zealand dollar': 'NZD', 'zealand dollar': 'NZD', 'hong kong dollar': 'HKD', 'kong dollar': 'HKD', 'singapore dollar': 'SGD',
  'taiwan dollar': 'TWD', 'zimbabwean dollar': 'ZWL', 'zimbabwe dollar': 'ZWL', 'jamaican dollar': 'JMD', 'namibian dollar': 'NAD', 'liberian dollar': 'LRD', 'fijian dollar': 'FJD', 'british pound': 'GBP', 'egyptian pound': 'EGP', 'syrian pound': 'SYP',
  'lebanese pound': 'LBP', 'sudanese pound': 'SDG', 'japanese yen': 'JPY', 'chinese yuan': 'CNY', 'indian rupee': 'INR', 'pakistani rupee': 'PKR', 'nepalese rupee': 'NPR', 'lankan rupee': 'LKR', 'russian ruble': 'RUB', 'russian rouble': 'RUB',
  'belarusian ruble': 'BYN', 'swiss franc': 'CHF', 'french franc': 'FRF', 'cfa franc': 'XOF', 'mexican peso': 'MXN', 'argentine peso': 'ARS', 'chilean peso': 'CLP', 'colombian peso': 'COP', 'philippine peso': 'PHP', 'cuban peso': 'CUP',
  'uruguayan peso': 'UYU', 'brazilian real': 'BRL', 'brazilian reais': 'BRL', 'south african rand': 'ZAR', 'african rand': 'ZAR', 'korean won': 'KRW', 'israeli shekel': 'ILS', 'turkish lira': 'TRY', 'italian lira': 'ITL', 'saudi riyal': 'SAR',
  'qatari riyal': 'QAR', 'omani rial': 'OMR', 'yemeni rial': 'YER', 'iranian rial': 'IRR', 'iraqi dinar': 'IQD', 'kuwaiti dinar': 'KWD', 'jordanian dinar': 'JOD', 'libyan dinar': 'LYD', 'algerian dinar': 'DZD', 'tunisian dinar': 'TND',
  'bahraini dinar': 'BHD', 'serbian dinar': 'RSD', 'uae dirham': 'AED', 'moroccan dirham': 'MAD', 'swedish krona': 'SEK', 'swedish kronor': 'SEK', 'swedish crown': 'SEK', 'danish krone': 'DKK', 'danish kroner': 'DKK', 'danish crown': 'DKK',
  'norwegian krone': 'NOK', 'norwegian kroner': 'NOK', 'norwegian crown': 'NOK', 'icelandic krona': 'ISK', 'icelandic kronur': 'ISK', 'czech koruna': 'CZK', 'czech crown': 'CZK', 'kenyan shilling': 'KES', 'ugandan shilling': 'UGX',
  'tanzanian shilling': 'TZS', 'somali shilling': 'SOS', 'german mark': 'DEM', 'deutsche mark': 'DEM', 'peruvian sol': 'PEN', 'thai baht': 'THB',
}));
