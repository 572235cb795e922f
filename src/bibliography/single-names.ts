/** Authors who are known by one name. Lower case, without accents. */
const SINGLE_NAMES: ReadonlySet<string> = new Set(('homer|hesiod|sappho|aesop|plato|aristotle|herodotus|thucydides|xenophon|euripides|sophocles|aeschylus|aristophanes|demosthenes|polybius|plutarch|strabo|ptolemy|euclid|hippocrates|galen|epictetus|'
  + 'cicero|virgil|vergil|ovid|horace|livy|tacitus|suetonius|seneca|juvenal|lucretius|plautus|terence|pliny|vitruvius|augustine|jerome|eusebius|josephus|boethius|bede|aquinas|anselm|abelard|dante|petrarch|boccaccio|'
  + 'confucius|mencius|laozi|zhuangzi|kautilya|kalidasa|avicenna|averroes|maimonides|rumi|hafez|hafiz|saadi|ferdowsi|firdawsi|tabari|adonis|erasmus|machiavelli|paracelsus|montaigne|voltaire|moliere|racine|stendhal|colette|saki|ouida|'
  + 'multatuli|novalis|spinoza|descartes|pele|prince|madonna|banksy|christo|vercors|herge|nadar|brassai|tertullian|origen|procopius|quintilian|anonymous|anon').split('|'));

/** Whether a word is the whole name of an author. */
export function isSingleName(word: string): boolean {
  return SINGLE_NAMES.has(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}
