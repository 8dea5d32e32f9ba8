package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/** AWS actions, {@code service:Action}, with {@code *} for any run of characters. */
final class AwsGrammar implements Grammar {
    @Override
    public boolean covers(String wider, String narrower) {
        return matches(wider, 0, narrower, 0);
    }

    /** Whether the pattern matches the text; a star in the text is only matched by a star. */
    private static boolean matches(String pattern, int p, String text, int t) {
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length()
                    && (pattern.charAt(p) == text.charAt(t) || pattern.charAt(p) == '?')
                    && text.charAt(t) != '*') {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        return WordGrammar.hint(List.of(key.split("[:]", -1)), rules)
                .map(word -> WordGrammar.reading(word, Optional.empty(), kind, Source.INFERRED));
    }
}
