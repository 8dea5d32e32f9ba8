package io.grantkeeper.catalogue;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Company names made comparable: case, accents, punctuation and legal forms set aside. */
final class PublisherName {

    private static final Set<String> LEGAL_FORMS = WordLists.get("legal-forms");
    private static final Pattern DOTTED_FORMS =
            Pattern.compile("(?i)\\bS\\.?\\s?A\\.?\\s?S\\b|\\bB\\.V\\.?|\\bL\\.L\\.C\\.?|\\bS\\.r\\.l\\.?");

    private PublisherName() {}

    /** The key under which a publisher is compared; empty where nothing but legal forms is left. */
    static String key(String publisher) {
        Words words = Words.of(DOTTED_FORMS.matcher(publisher).replaceAll(" "));
        int end = words.count();
        while (end > 0 && isLegalForm(words, end - 1)) {
            end--;
        }
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
