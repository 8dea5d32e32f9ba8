package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of credentials that people authorized for the organization's single sign-on. It is the only listing of
 * classic tokens, SSH keys and OAuth app tokens. It requires GitHub Enterprise Cloud with SAML and an owner's token.
 */
final class GitHubCredentialAuthorizationsStream {
    static final StreamId ID = new StreamId("authorized-credentials");
    static final String KEY = "credential/";

    private GitHubCredentialAuthorizationsStream() {}

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.id("credential_id");
        String login = row.text("login");
        String type = row.optionalText("credential_type").orElse("");
        if (login.isBlank()) {
            throw row.member("login").unexpected("a login");
        }
        PersonId owner = ids.person(login);
        Timestamp lastUsed = GitHubTime.nullMeansNever(row, "credential_accessed_at");
        Timestamp expires = GitHubTime.orUnknown(row, "authorized_credential_expires_at");
        NonHumanIdentity identity = ids.identity(ids.authorizedCredential(id), form(type), name(row, type, login))
                .withAliases(fingerprint(row))
                .withStanding(ProviderStatus.ACTIVE)
                .withOwnerClues(Set.of(new OwnerEvidenceItem(owner, OwnerRole.DECLARED_OWNER, Timestamp.unknown())));
        Credential credential = Credential.of(KEY + id, credentialType(type), hint(row))
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.unknown(), expires)
                .withLastUsed(lastUsed);
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.person(owner),
                        GitHubIds.RESOURCE,
                        PermissionKind.OAUTH_SCOPE,
                        row.has("scopes") ? row.texts("scopes") : List.of())
                .withReach(reach(type))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(owner), GitHubTime.orUnknown(row, "credential_authorized_at"))
                .withLastUsed(lastUsed)
                .withExpires(expires);
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    /**
     * Returns the identity's form, that is, the provider's own type. GitHub states the credential's type in words; each
     * unknown type is a separate form.
     */
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

    /**
     * Returns the reach. Classic tokens, OAuth app tokens and personal keys cannot be limited to repositories; tokens
     * of GitHub Apps can.
     */
    private static ResourceReach reach(String type) {
        return switch (type) {
            case "personal access token", "SSH key", "OAuth app token" -> ResourceReach.ALL;
            default -> ResourceReach.UNKNOWN;
        };
    }

    private static String name(JsonNodeReader row, String type, String login) throws ConnectorException {
        Optional<String> note = row.optionalText("authorized_credential_note");
        Optional<String> title = row.optionalText("authorized_credential_title");
        return note.filter(text -> !text.isBlank())
                .or(() -> title.filter(text -> !text.isBlank()))
                .orElse("%s of %s".formatted(type.isEmpty() ? "credential" : type, login));
    }

    /**
     * Returns the text by which GitHub's own pages distinguish credentials: the token's last characters or the key's
     * fingerprint.
     */
    private static String hint(JsonNodeReader row) throws ConnectorException {
        Optional<String> ending = row.optionalText("token_last_eight").map(text -> "ends in " + text);
        return ending.isPresent()
                ? ending.get()
                : row.optionalText("fingerprint").orElse("");
    }

    private static Set<Alias> fingerprint(JsonNodeReader row) throws ConnectorException {
        Set<Alias> aliases = new TreeSet<>();
        row.optionalText("fingerprint").ifPresent(text -> aliases.add(new Alias(GitHubIds.FINGERPRINT, text)));
        return aliases;
    }
}
