package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A credential that a person authorized for single sign-on. Classic tokens and OAuth app tokens appear in no other
 * listing.
 *
 * @param lastEight the last eight characters of the token; empty for SSH keys
 * @param scopes empty for SSH keys
 * @param fingerprint present only for SSH keys
 */
public record CredentialAuthorization(
        long id,
        String login,
        Kind kind,
        String note,
        Optional<String> lastEight,
        List<String> scopes,
        Optional<String> fingerprint,
        Instant authorizedAt,
        Optional<Instant> accessedAt,
        Optional<Instant> expiresAt) {

    /** The types of credentials, as GitHub names them. */
    public enum Kind {
        CLASSIC_TOKEN("personal access token"),
        SSH_KEY("SSH key"),
        OAUTH_APP_TOKEN("OAuth app token"),
        GITHUB_APP_TOKEN("GitHub app token");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
