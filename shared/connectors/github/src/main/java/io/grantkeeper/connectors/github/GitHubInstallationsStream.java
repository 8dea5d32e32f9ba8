package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of GitHub Apps installed in the organization. The listing contains neither the person who
 * installed an app nor the app's last use. The audit log and webhooks show who installed it; no source that
 * the connector reads shows the last use.
 */
final class GitHubInstallationsStream {
    static final StreamId ID = new StreamId("installations");
    static final String KEY = "installation/";
    static final String FORM = "github-app";

    private GitHubInstallationsStream() {}

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        ProviderStatus providerStatus =
                GitHubTime.optional(row, "suspended_at").isPresent() ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE;
        Grant grant = Grant.of(
                        KEY + row.id("id"),
                        GrantSubject.tenant(),
                        GitHubIds.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        GitHubPermissionScopes.ofApp(row.object("permissions")))
                .withReach(GitHubPermissionScopes.reach(row, "repository_selection"))
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.unknown(), GitHubTime.orUnknown(row, "created_at"));
        return List.of(new GrantObserved(app(ids, row).withStanding(providerStatus), grant));
    }

    /** Converts the app of an installation to an identity. Listings and webhooks have the same members. */
    static NonHumanIdentity app(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        String appId = row.id("app_id");
        Optional<String> clientId = row.optionalNonBlankText("client_id");
        String slug = row.optionalText("app_slug").orElse("app " + appId);
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias(GitHubIds.APP_ID, appId));
        clientId.ifPresent(id -> aliases.add(new Alias(GitHubIds.CLIENT_ID, id)));
        row.optionalText("app_slug").ifPresent(name -> aliases.add(new Alias(GitHubIds.SLUG, name)));
        Map<String, String> attributes = new TreeMap<>();
        Optional<PersonId> suspendedBy = ids.person(row, "suspended_by");
        suspendedBy.ifPresent(person -> attributes.put("suspended-by", person.externalId()));
        return ids.identity(ids.app(clientId, appId), FORM, slug)
                .withAliases(aliases)
                .withAttributes(attributes);
    }
}
