package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Credentials that people authorised for the organisation's single sign-on: the only listing of classic tokens, SSH
 * keys and tokens of OAuth apps. It wants an owner's token, and GitHub Enterprise Cloud with SAML.
 */
final class AuthorizedCredentials {
    static final StreamId ID = new StreamId("authorized-credentials");
    static final String KEY = "credential/";

    private AuthorizedCredentials() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Classic tokens, SSH keys and OAuth app tokens",
                Set.of("read:org"),
                Duration.ofHours(24),
                "/credential-authorizations",
                Map.of(),
                GitHubCredentials.AS_OWNER,
                Optional.empty(),
                AuthorizedCredentials::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String id = row.id("credential_id");
        String login = row.text("login");
        String type = row.optionalText("credential_type").orElse("");
        if (login.isBlank()) {
            throw row.member("login").unexpected("a login");
        }
        PersonId owner = naming.person(login);
        Moment lastUsed = GitHubTime.nullIsNever(row, "credential_accessed_at");
        Moment expires = GitHubTime.orUnknown(row, "authorized_credential_expires_at");
        NonHumanIdentity holder = naming.identity(naming.authorizedCredential(id), form(type), name(row, type, login))
                .withAliases(fingerprint(row))
                .withStanding(Standing.ACTIVE)
                .withOwnerClues(Set.of(new OwnerClue(owner, OwnerRole.DECLARED_OWNER, Moment.unknown())));
        Credential credential = Credential.of(KEY + id, credentialType(type), hint(row))
                .withStanding(Standing.ACTIVE)
                .withLifetime(Moment.unknown(), expires)
                .withLastUsed(lastUsed);
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.person(owner),
                        Naming.RESOURCE,
                        PermissionKind.OAUTH_SCOPE,
                        row.has("scopes") ? row.texts("scopes") : List.of())
                .withReach(reach(type))
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(owner), GitHubTime.orUnknown(row, "credential_authorized_at"))
                .withLastUsed(lastUsed)
                .withExpires(expires);
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    /** GitHub gives the type in words; one that we do not know becomes a form of its own. */
    private static String form(String type) {
        return switch (type) {
            case "personal access token" -> "classic-pat";
            case "SSH key" -> "ssh-key";
            case "OAuth app token" -> "oauth-app-token";
            case "GitHub app token" -> "github-app-user-token";
            case "" -> "authorized-credential";
            default -> type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        };
    }

    private static CredentialType credentialType(String type) {
        return switch (type) {
            case "SSH key" -> CredentialType.SSH_KEY;
            case "personal access token", "OAuth app token", "GitHub app token" -> CredentialType.TOKEN;
            default -> CredentialType.UNKNOWN;
        };
    }

    /** Classic tokens, OAuth tokens and a person's keys know no choice of repositories; an app's tokens do. */
    private static ResourceReach reach(String type) {
        return switch (type) {
            case "personal access token", "SSH key", "OAuth app token" -> ResourceReach.ALL;
            default -> ResourceReach.UNKNOWN;
        };
    }

    private static String name(JsonBody row, String type, String login) throws ConnectorException {
        Optional<String> note = row.optionalText("authorized_credential_note");
        Optional<String> title = row.optionalText("authorized_credential_title");
        return note.filter(text -> !text.isBlank())
                .or(() -> title.filter(text -> !text.isBlank()))
                .orElse("%s of %s".formatted(type.isEmpty() ? "credential" : type, login));
    }

    /** What GitHub itself shows to tell credentials apart. */
    private static String hint(JsonBody row) throws ConnectorException {
        Optional<String> ending = row.optionalText("token_last_eight").map(text -> "ends in " + text);
        return ending.isPresent()
                ? ending.get()
                : row.optionalText("fingerprint").orElse("");
    }

    private static Set<Alias> fingerprint(JsonBody row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText("fingerprint").ifPresent(text -> aliases.add(new Alias(Naming.FINGERPRINT, text)));
        return aliases;
    }
}
