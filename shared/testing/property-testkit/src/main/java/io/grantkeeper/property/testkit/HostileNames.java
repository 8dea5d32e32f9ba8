package io.grantkeeper.property.testkit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that an attacker could give to an app, and a check for characters that must not reach a person's screen. Every
 * output has a test that writes all of these names. The check does not use the code under test.
 */
public final class HostileNames {
    /** The part of each name that must remain visible, so that an output cannot pass by omitting the name. */
    public static final String VISIBLE = "Notely";

    private static final List<String> NAMES = List.of(
            // Terminal control: colors, clearing, window title, hyperlink, clipboard; with ESC and with C1 controls
            "Notely\u001b[31m\u001b[2J\u001b[H",
            "Notely\u001b]0;owned\u0007",
            "Notely\u001b]8;;https://evil.test\u001b\\approved\u001b]8;;\u001b\\",
            "Notely\u001b]52;c;cm0gLXJmIC8=\u0007",
            "Notely\u009b31m\u009d0;owned\u009c",
            "Notely\r\u001b[Kall clear",
            "Notely\b\b\b\b\b\bGoogle",
            "Notely\u0000\u007f\u000e\u000f",
            // Lines: another header, another row, another statement
            "Notely\r\nBcc: everyone@evil.test",
            "Notely\n\nFindings\nNone.",
            "Notely\rapproved",
            "Notely\u0085approved\u000b\u000capproved\u2028approved\u2029approved",
            "Notely\",\"level\":\"ERROR\"}\n{\"level\":\"INFO",
            // Order and visibility
            "Notely \u202Egpj.exe",
            "Notely \u202D\u202A\u202B\u202C\u2066\u2067\u2068\u2069\u200E\u200F\u061C",
            "No\u200Btel\u200Cy\u200D\u2060\uFEFF Notely",
            "N\u00ADotely Notely\u034F\u115F\u1160\u3164\uFFA0\u180E\u2061\u2062\u2063\u2064\u206A\u206F",
            "Notely\uDB40\uDC68\uDB40\uDC69\uDB40\uDC7F",
            "Notely\uFE0F\uFE00\uDB40\uDD00\uFFF9\uFFFA\uFFFB",
            "Notely \uD800 \uDC00 \uFFFE \uFDD0",
            "Notely Z" + "\u0335\u0321\u0334\u0322\u031b".repeat(40),
            "Notely" + "\u200B".repeat(5_000) + "!",
            "Notely " + "very long ".repeat(2_000),
            // Markup
            "Notely<script>alert(1)</script>",
            "Notely\" onmouseover=\"alert(1)\" x='",
            "Notely</style></title><img src=x onerror=alert(1)>",
            // Slack
            "Notely <https://evil.test|Click here>",
            "Notely <!channel> <@U123> <#C123>",
            "Notely https://evil.test evil.test dana@evil.test #general @here",
            "Notely & &lt;!channel&gt;",
            // Spreadsheets
            "=HYPERLINK(\"Notely\",\"https://evil.test\")",
            "+1+cmd|' /C calc'!A0 Notely",
            "@SUM(1) Notely",
            "-2 Notely",
            "\u200B=1+1 Notely",
            " \t=1+1 Notely",
            "\uFF1D1+1 Notely",
            "Notely;=1+1;",
            "Notely, Inc.; @SUM(1);",
            // Shells and formats
            "Notely$(reboot)`reboot`;reboot",
            "Notely' && reboot '",
            "Notely %s %n %d {0} ${x} \\u001b[31m");

    /**
     * Matches control characters except line feed, carriage return and tab, which {@link #firstHarmful} treats
     * separately.
     */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]"
            + "|[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F]"
            + "|[\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\uFFFE\\uFFFF\\uFDD0-\\uFDEF]"
            + "|[\\x{E0000}-\\x{E0FFF}]|\\p{Cs}|\\p{Mn}{5}|\\r(?!\\n)");

    private HostileNames() {}

    public static List<String> all() {
        return NAMES;
    }

    /** Returns the first harmful character of an output as {@code U+XXXX}; empty if there is none. */
    public static Optional<String> firstHarmful(String output) {
        Matcher harmful = HARMFUL.matcher(output);
        return harmful.find()
                ? Optional.of("U+%04X at %d".formatted(output.codePointAt(harmful.start()), harmful.start()))
                : Optional.empty();
    }
}
