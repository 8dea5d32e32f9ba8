package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * GitHub Apps installed in the organisation. The listing knows neither installer nor last use: the audit log and
 * webhooks tell the first, nothing tells the second.
 */
final class Installations {
    static final StreamId ID = new StreamId("installations");
    static final String KEY = "installation/";
    static final String FORM = "github-app";

    private Installations() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "App installations",
                Set.of("organization_administration:read"),
                Duration.ofHours(6),
                "/installations",
                Map.of(),
                GitHubCredentials.AS_INSTALLATION,
                Optional.of(new Listing.Wrapper("installations", "total_count")),
                Installations::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        Standing standing = GitHubTime.optional(row, "suspended_at").isPresent() ? Standing.SUSPENDED : Standing.ACTIVE;
        Grant grant = Grant.of(
                        KEY + row.id("id"),
                        GrantSubject.tenant(),
                        Naming.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        Permissions.flat(row.object("permissions")))
                .withReach(Permissions.reach(row, "repository_selection"))
                .withStanding(standing)
                .withGranted(Knowledge.unknown(), GitHubTime.orUnknown(row, "created_at"));
        return List.of(new GrantObserved(app(naming, row).withStanding(standing), grant));
    }

    /** The app of an installation, in listings and in webhooks. */
    static NonHumanIdentity app(Naming naming, JsonBody row) throws ConnectorException {
        String appId = row.id("app_id");
        Optional<String> clientId = row.optionalText("client_id").filter(id -> !id.isBlank());
        String slug = row.optionalText("app_slug").orElse("app " + appId);
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias(Naming.APP_ID, appId));
        clientId.ifPresent(id -> aliases.add(new Alias(Naming.CLIENT_ID, id)));
        row.optionalText("app_slug").ifPresent(name -> aliases.add(new Alias(Naming.SLUG, name)));
        Map<String, String> attributes = new TreeMap<>();
        Optional<PersonId> suspendedBy = naming.person(row, "suspended_by");
        suspendedBy.ifPresent(person -> attributes.put("suspended-by", person.externalId()));
        return naming.identity(naming.app(clientId, appId), FORM, slug)
                .withAliases(aliases)
                .withAttributes(attributes);
    }
}
