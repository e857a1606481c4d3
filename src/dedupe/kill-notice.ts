/** How wires and outlets say in a headline that a report is taken back. Case matters where the word is common. */
const killNotice = new RegExp(
  `^[\\s(\\[*_–—-]{0,8}(?:${[
    '(?:MEDIA |STORY |ADVISORY[ :–-]{1,3})?KILL(?:ED)?\\s{0,2}(?:[:–—)\\]/-]|NOTICE|ADVISORY)',
    'MANDATORY KILL',
    '(?:STORY |REPORT |ARTICLE )?(?:WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION)\\s{0,2}(?:[:–—)\\]/-]|$)',
    '(?:ACHTUNG|EILT)?[ :–-]{0,3}(?:ZURÜCKGEZOGEN|RÜCKZUG|MELDUNG ZURÜCKGEZOGEN)\\s{0,2}(?:[:–—)\\]/-]|$)',
    'ANNULATION\\s{0,2}[:–—-]|DÉPÊCHE ANNULÉE|ANULADA?\\s{0,2}[:–—-]|ANNULLATA?\\s{0,2}[:–—-]',
    '【(?:撤稿|撤回|取消|削除)】|撤稿[：:]|（撤稿）|記事削除|АННУЛИРОВАНО|إلغاء خبر',
  ].join('|')})`,
  'u',
);

/** Whether a headline says that its report is withdrawn. */
export function isKillNotice(title: string | null): boolean {
  return title !== null && killNotice.test(title);
}

/** The headline that a notice withdraws: what stands behind the notice. */
export function withdrawnHeadline(title: string): string {
  return title.replace(killNotice, '').replace(/^[\s:–—\])/-]{1,10}/, '');
}
