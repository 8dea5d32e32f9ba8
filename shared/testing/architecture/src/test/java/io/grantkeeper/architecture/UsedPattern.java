package io.grantkeeper.architecture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression in production code, and how the code applies it.
 *
 * @param wholeText whether the code only matches whole strings, and never searches within them
 */
record UsedPattern(String regex, int flags, boolean wholeText) {
    /** Applies the pattern to a string in the same way as the code does. */
    void apply(CharSequence text) {
        Matcher matcher = Pattern.compile(regex, flags).matcher(text);
        if (wholeText) {
            boolean _ = matcher.matches();
            return;
        }
        boolean found = matcher.find();
        while (found) {
            found = matcher.find();
        }
    }
}
