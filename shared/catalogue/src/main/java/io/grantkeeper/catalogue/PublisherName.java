package io.grantkeeper.catalogue;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Company names made comparable: case, accents, punctuation and legal forms set aside. */
final class PublisherName {

    private static final Set<String> LEGAL_FORMS = WordLists.get("legal-forms");
    private static final Set<String> REGIONS = WordLists.get("regions");

    /** "S.A.S.", "S.p.A.", "K.K." at the end, the last dot or none; and two that are written with other signs. */
    private static final Pattern DOTTED_FORMS = Pattern.compile(
            "(?iu)[\\s,]+(?:(?:\\p{L}\\.\\s?){1,3}\\p{L}|S\\.?\\s?A\\.?\\s?S|A/S|sp\\.?\\s?z\\s?o\\.?\\s?o)\\.?\\s*$");

    private PublisherName() {}

    /** The key under which a publisher is compared; empty where nothing but legal forms is left. */
    static String key(String publisher) {
        Words words = words(publisher);
        return key(words, withoutForms(words, words.count()));
    }

    /** The key of the company whose house in one country this is: "Anthropic Ireland, Limited" is Anthropic's. */
    static String keyOfParent(String publisher) {
        Words words = words(publisher);
        int end = withoutForms(words, words.count());
        while (end > 1 && REGIONS.contains(words.folded().get(end - 1))) {
            end = withoutForms(words, end - 1);
        }
        return key(words, end);
    }

    private static Words words(String publisher) {
        return Words.of(withoutDottedForm(publisher));
    }

    /** "Acme, S.p.A." without what follows the name. */
    static String withoutDottedForm(String name) {
        return name.indexOf('.') < 0 && name.indexOf('/') < 0
                ? name
                : DOTTED_FORMS.matcher(name).replaceAll(" ");
    }

    private static int withoutForms(Words words, int count) {
        int end = count;
        while (end > 0 && isLegalForm(words, end - 1)) {
            end--;
        }
        return end;
    }

    private static String key(Words words, int end) {
        int start = 0;
        while (start < end
                && (words.folded().get(start).equals("the")
                        || isLeadingForm(words.folded().get(start)))) {
            start++;
        }
        return words.key(start, end);
    }

    /** Two letters are a legal form only in capitals: "Acme AG", but not "Glean Ag". */
    private static boolean isLegalForm(Words words, int i) {
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
