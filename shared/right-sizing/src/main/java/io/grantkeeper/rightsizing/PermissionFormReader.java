package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Determines which of a provider's permission kinds a caller means. Permission tables identify a kind by a letter. */
final class PermissionFormReader {
    /**
     * A permission kind.
     *
     * @param letter the letter in the provider's permission table
     * @param name the name in output
     * @param note the assumption that was made to determine the kind, in plain language; empty if none was made
     */
    record Kind(char letter, String name, Optional<String> note) {
        private Kind(char letter, String name) {
            this(letter, name, Optional.empty());
        }
    }

    /** The letter that identifies the permission kind if a provider has only one. */
    static final char ONLY = 'K';

    private static final Kind WORK = new Kind('W', "delegated");
    private static final Kind PERSONAL = new Kind('P', "delegated-personal");
    private static final Kind APPLICATION = new Kind('A', "application");

    private PermissionFormReader() {}

    /**
     * Returns the permission kind that a caller means; empty if the provider's permission table contains no permissions
     * of this kind.
     *
     * @param kind the kind in the caller's wording; if empty, Microsoft's kind is inferred from the calls
     */
    static Optional<Kind> read(PermissionTableProvider provider, Optional<String> kind, List<ObservedCall> calls) {
        String plain = kind.map(k -> k.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .orElse("");
        return switch (provider) {
            case MICROSOFT -> microsoft(plain, calls);
            case GITHUB -> isOAuthScope(plain) ? Optional.empty() : Optional.of(singleKind(kind));
            case GOOGLE, OKTA -> Optional.of(singleKind(kind));
        };
    }

    private static Kind singleKind(Optional<String> kind) {
        return new Kind(ONLY, kind.orElse("any"));
    }

    private static boolean isOAuthScope(String plain) {
        return plain.equals("oauthscope") || plain.equals("oauth") || plain.equals("scope");
    }

    private static Optional<Kind> microsoft(String plain, List<ObservedCall> calls) {
        return switch (plain) {
            case "" -> Optional.of(assumed(calls));
            case "application", "app", "approle", "apppermission" -> Optional.of(APPLICATION);
            case "delegated", "delegatedwork", "oauthscope", "scope", "work" -> Optional.of(WORK);
            case "delegatedpersonal", "personal" -> Optional.of(PERSONAL);
            default -> Optional.empty();
        };
    }

    private static Kind assumed(List<ObservedCall> calls) {
        boolean person = calls.stream()
                .map(call -> UrlPathSegments.of(call.path()))
                .anyMatch(path -> path.contains("me") && path.indexOf("me") <= 1);
        Kind kind = person ? WORK : APPLICATION;
        String why = person ? "a call is addressed to 'me'" : "no call is addressed to 'me'";
        return new Kind(
                kind.letter(),
                kind.name(),
                Optional.of("no kind was given; the calls were interpreted as " + kind.name() + ", because " + why));
    }
}
