package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a provider's permission kinds is meant; the letter is the one that the table's file uses. */
final class KindReader {
    /**
     * @param letter the table's letter
     * @param name for answers
     * @param note what had to be assumed, in plain words
     */
    record Kind(char letter, String name, Optional<String> note) {
        private Kind(char letter, String name) {
            this(letter, name, Optional.empty());
        }
    }

    /** The letter of providers whose permissions are of one kind. */
    static final char ONLY = 'K';

    private static final Kind WORK = new Kind('W', "delegated");
    private static final Kind PERSONAL = new Kind('P', "delegated-personal");
    private static final Kind APPLICATION = new Kind('A', "application");

    private KindReader() {}

    /** Empty where the provider's table has nothing for this kind. */
    static Optional<Kind> read(ApiProvider provider, Optional<String> kind, List<ObservedCall> calls) {
        String plain = kind.map(k -> k.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .orElse("");
        return switch (provider) {
            case MICROSOFT -> microsoft(plain, calls);
            case GITHUB -> isOAuthScope(plain) ? Optional.empty() : Optional.of(only(kind));
            case GOOGLE, OKTA -> Optional.of(only(kind));
        };
    }

    private static Kind only(Optional<String> kind) {
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
                .map(call -> PathSegments.of(call.path()))
                .anyMatch(path -> path.contains("me") && path.indexOf("me") <= 1);
        Kind kind = person ? WORK : APPLICATION;
        String why = person ? "a call names 'me'" : "no call names 'me'";
        return new Kind(
                kind.letter(),
                kind.name(),
                Optional.of("the kind was not given; the calls were read as " + kind.name() + ", since " + why));
    }
}
