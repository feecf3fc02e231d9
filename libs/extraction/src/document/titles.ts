/** What stands capitalised before a name without belonging to it. */
export const TITLES: ReadonlySet<string> = new Set(
  ('president minister mr. ms. mrs. dr. general secretary-general state secretary pope senator chancellor prophet ambassador governor chairman ayatollah captain justice mullah commissioner director leader representative colonel judge imam ' +
  'private producer archbishop emperor cardinal speaker major-general patriarch lieutenant congressman specialist queen advisor adviser councilor admiral col. laureate reconstruction defense staff coordinator corporal professor gen. lt. sgt. ' +
  'capt. maj. adm. prosecutor sir senators director-general mayor striker goalkeeper spokesman spokeswoman class attorney executive official officials cameraman legislator astronaut affairs year lawyer premier counsel reverend bishop chief maulana ' +
  'singer attorney-general vice deputy prime foreign sergeant major marshal commander sheriff detective inspector officer doctor rabbi father sister brother lord lady dame count baron duke princess king prince crown first vice-president ' +
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december actor actress coach manager midfielder defender forward champion author journalist reporter sheik').split(' '),
);

/** Those of them that no person is called. */
export const PLAIN_TITLES: ReadonlySet<string> = new Set(['president', 'minister', 'mr.', 'ms.', 'mrs.', 'dr.', 'general', 'secretary', 'senator', 'ambassador', 'governor', 'chairman', 'captain', 'justice', 'commissioner', 'colonel', 'judge', 'bishop', 'archbishop', 'cardinal', 'lieutenant', 'admiral', 'professor', 'gen.', 'sgt.', 'capt.', 'mayor', 'chancellor', 'ayatollah']);
