// Slugs that are made of other fields while those are written, until somebody writes one.

const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };

function slug(text, length) {
  const plain = text.toLowerCase().normalize('NFKD').replace(/[ßæœøđðþłı]/g, letter => letters[letter]);
  const words = plain.replace(/[^a-z0-9\s_-]/g, '').replace(/[\s_-]+/g, '-').replace(/^-/, '');
  return words.slice(0, length).replace(/-$/, '');
}

for (const field of document.querySelectorAll('[data-slug-of]:not([data-slug-of=""])')) {
  const sources = field.dataset.slugOf.split(',').map(name => field.form.elements.namedItem(name)).filter(Boolean);
  const make = () => slug(sources.map(source => source.value).join(' '), field.maxLength < 0 ? Infinity : field.maxLength);
  let isOwn = field.value !== '' && field.value !== make();
  field.addEventListener('input', () => {
    isOwn = true;
  });
  for (const source of sources) {
    source.addEventListener('input', () => {
      if (!isOwn) {
        field.value = make();
      }
    });
  }
}
