package io.grantkeeper.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Normalizes company names for comparison: removes case, accents, punctuation and legal forms. */
final class NormalizedCompanyName {

    private static final Set<String> LEGAL_FORMS = WordLists.writtenWords("legal-forms");
    private static final Set<String> REGIONS = WordLists.writtenWords("regions");

    /**
     * A legal form with dots at the end of a name, such as "S.A.S.", "S.p.A." or "K.K.", with or without the last dot;
     * also "A/S" and "sp. z o.o.".
     */
    private static final Pattern DOTTED_FORMS = Pattern.compile(
            "(?iu)(?<![\\s,])[\\s,]++(?:(?:\\p{L}\\.\\s?){1,3}\\p{L}|S\\.?\\s?A\\.?\\s?S|A/S|sp\\.?\\s?z\\s?o\\.?\\s?o)\\.?\\s*+$");

    private NormalizedCompanyName() {}

    /** Returns the key for comparing publishers, or an empty key if the name consists only of legal forms. */
    static String key(String publisher) {
        NameTokenizer words = words(publisher);
        return key(words, withoutLegalForms(words, words.count()));
    }

    /**
     * Returns the key of a national subsidiary's parent company: "Anthropic Ireland, Limited" belongs to Anthropic. If
     * the name contains no country or region, returns the company's own key.
     */
    static String parentKey(String publisher) {
        NameTokenizer words = words(publisher);
        int end = withoutLegalForms(words, words.count());
        while (end > 1 && REGIONS.contains(words.folded().get(end - 1))) {
            end = withoutLegalForms(words, end - 1);
        }
        return key(words, end);
    }

    private static NameTokenizer words(String publisher) {
        return NameTokenizer.of(withoutDottedForm(publisher));
    }

    /** Returns the name without a dotted legal form: "Acme, S.p.A." becomes "Acme". */
    static String withoutDottedForm(String name) {
        return name.indexOf('.') < 0 && name.indexOf('/') < 0
                ? name
                : DOTTED_FORMS.matcher(name).replaceAll(" ");
    }

    private static int withoutLegalForms(NameTokenizer words, int count) {
        int end = count;
        while (end > 0 && isLegalForm(words, end - 1)) {
            end--;
        }
        return end;
    }

    private static String key(NameTokenizer words, int end) {
        int start = 0;
        while (start < end
                && (words.folded().get(start).equals("the")
                        || isLeadingForm(words.folded().get(start)))) {
            start++;
        }
        return words.key(start, end);
    }

    /**
     * Returns whether a word is a legal form. A two-letter word counts only if it is in capitals: "Acme AG", but not
     * "Glean Ag".
     */
    private static boolean isLegalForm(NameTokenizer words, int i) {
        String written = words.written().get(i);
        return LEGAL_FORMS.contains(words.folded().get(i))
                && (written.length() != 2
                        || words.folded().get(i).equals("co")
                        || written.equals(written.toUpperCase(Locale.ROOT)));
    }

    private static boolean isLeadingForm(String word) {
        return word.equals("株式会社") || word.equals("주식회사") || word.equals("ooo") || word.equals("ооо");
    }
}
