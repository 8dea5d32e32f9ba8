package io.grantkeeper.authzen;

import java.util.List;
import java.util.Optional;

/**
 * The caller of the API: the enforcement point, not the subject. A subject is unique only within its issuer, so a caller
 * is identified by both, and never by its name.
 *
 * @param issuer the issuer of the caller's token; empty if the caller used an API key
 * @param subject the subject of the caller's token, or the ID of the API key
 * @param name the ID of the OAuth client that the token was issued to; the subject if there is none
 * @param actors the actor chain in the caller's token (RFC 8693), starting with the subject; empty if the token has
 *         none
 */
public record AuthZenCaller(Optional<String> issuer, String subject, String name, List<String> actors) {
    private static final String SEPARATOR = "|";

    public AuthZenCaller {
        actors = List.copyOf(actors);
    }

    /** Returns the caller that uses the API key with this ID. */
    public static AuthZenCaller named(String id) {
        return new AuthZenCaller(Optional.empty(), id, id, List.of());
    }

    /** Returns the caller that uses a token from an issuer. */
    public static AuthZenCaller ofIssuer(String issuer, String subject, String name, List<String> actors) {
        return new AuthZenCaller(Optional.of(issuer), subject, name, actors);
    }

    /**
     * Returns the caller's identity as text: the ID of an API key, or {@code issuer|subject}, followed by the OAuth
     * client if it is not the subject. Different callers have different identities.
     */
    public String id() {
        if (issuer.isEmpty()) {
            return name.contains(SEPARATOR) ? SEPARATOR + name : name;
        }
        String identity = qualified(subject);
        return name.equals(subject) ? identity : identity + SEPARATOR + escape(name);
    }

    /**
     * Returns a name that this caller's issuer uses, qualified with the issuer so that it cannot be confused with
     * another issuer's name. If the caller has no issuer, returns the name unchanged.
     */
    public String qualified(String issuersName) {
        return issuer.map(known -> escape(known) + SEPARATOR + escape(issuersName))
                .orElse(issuersName);
    }

    private static String escape(String text) {
        return text.replace("%", "%25").replace(SEPARATOR, "%7C");
    }
}
