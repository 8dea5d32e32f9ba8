package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trust in the configuration: anyone who controls {@code from} gets control of {@code to}. Use it for facts that no
 * connector reads, for example that the workflows of a repository can assume a role at AWS or Google Cloud.
 *
 * @param from a place such as {@code github:deploy} or {@code okta:aws-console}, an identity's id, or
 *     {@code person:ADDRESS}
 * @param to a value as for {@code from}, or a cloud role as a place, such as {@code aws:production}
 * @param by what establishes the trust, such as {@code OIDC}
 * @param onlyIf the condition under which the trust applies; if present, the step is possible but not certain
 */
public record TrustConfig(Optional<String> from, Optional<String> to, Optional<String> by, Optional<String> onlyIf) {
    private static final int MOST_TRUSTS = 1_000;
    private static final int LONGEST = 300;
    private static final String GITHUB = "github:";
    private static final List<String> STARTS =
            List.of(GITHUB, "okta:", "microsoft:", "aws:", "google:drive/", "slack:dm/", "person:");

    /**
     * Converts the trusts.
     *
     * @throws IllegalArgumentException if a trust is invalid; the message names the member and describes a valid value
     */
    public static List<PathTrust> toTrusts(List<TrustConfig> trusts) {
        if (trusts.size() > MOST_TRUSTS) {
            throw new IllegalArgumentException(
                    "'trusts' has %d entries, but must have %d or fewer".formatted(trusts.size(), MOST_TRUSTS));
        }
        List<PathTrust> converted = new ArrayList<>();
        for (int index = 0; index < trusts.size(); index++) {
            try {
                converted.add(trusts.get(index).toTrust());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in 'trusts[%d]', %s".formatted(index, e.getMessage()), e);
            }
        }
        return converted;
    }

    private PathTrust toTrust() {
        String start = end("from", from);
        String end = end("to", to);
        if (start.equals(end)) {
            throw new IllegalArgumentException(
                    "'from' and 'to' are both '%s'; a trust must have two different ends".formatted(start));
        }
        return new PathTrust(start, end, words("by", by).orElse("configured trust"), words("onlyIf", onlyIf));
    }

    private static String end(String member, Optional<String> written) {
        String name = written.map(String::strip).orElse("");
        boolean place = STARTS.stream().anyMatch(start -> name.startsWith(start) && name.length() > start.length());
        boolean identity = name.split("/", -1).length >= 3 && !name.contains(" ");
        if (name.length() > LONGEST || !(place || identity)) {
            throw new IllegalArgumentException(
                    "'%s' must be a place such as 'github:deploy' or 'aws:production', an identity's id as inventory shows it, or 'person:ADDRESS'"
                            .formatted(member));
        }
        // Repositories are places without their owner.
        return name.startsWith(GITHUB)
                ? GITHUB
                        + name.substring(Math.max(name.lastIndexOf('/'), GITHUB.length() - 1) + 1)
                                .toLowerCase(Locale.ROOT)
                : name;
    }

    private static Optional<String> words(String member, Optional<String> written) {
        Optional<String> words = written.map(String::strip).filter(text -> !text.isEmpty());
        if (words.filter(text -> text.length() > LONGEST
                        || text.contains("{")
                        || text.codePoints().anyMatch(Character::isISOControl))
                .isPresent()) {
            throw new IllegalArgumentException(
                    "'%s' must be one line of up to %d characters without braces".formatted(member, LONGEST));
        }
        return words;
    }
}
