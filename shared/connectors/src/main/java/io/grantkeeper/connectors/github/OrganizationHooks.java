package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The organisation's webhooks: a way on which data leaves to whoever owns the host, so each counts as an identity. Of
 * the delivery address only the host is kept: paths and queries often hold tokens.
 */
final class OrganizationHooks {
    static final StreamId ID = new StreamId("organization-hooks");
    static final String KEY = "hook/";
    static final String FORM = "org-webhook";

    private OrganizationHooks() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Organisation webhooks",
                Set.of("organization_hooks:read"),
                Duration.ofHours(12),
                "/hooks",
                Map.of(),
                GitHubCredentials.AS_INSTALLATION,
                Optional.empty(),
                OrganizationHooks::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String id = row.id("id");
        Standing standing = row.optionalFlag("active")
                .map(active -> active ? Standing.ACTIVE : Standing.SUSPENDED)
                .orElse(Standing.UNKNOWN);
        Optional<JsonBody> config = row.optionalObject("config");
        Optional<String> host = config.isPresent() ? host(config.get()) : Optional.empty();
        Moment created = GitHubTime.orUnknown(row, "created_at");
        NonHumanIdentity hook = naming.identity(
                        naming.hook(id),
                        FORM,
                        host.map(name -> "webhook to " + name).orElse("webhook " + id))
                .withPublisher(Knowledge.unknown(), host.map(Set::of).orElseGet(Set::of))
                .withStanding(standing)
                .withCreated(created)
                .withAttributes(attributes(config));
        Grant grant = Grant.of(
                        KEY + id, GrantSubject.tenant(), Naming.RESOURCE, PermissionKind.APP_PERMISSION, events(row))
                .withReach(ResourceReach.ALL)
                .withStanding(standing)
                .withGranted(Knowledge.unknown(), created);
        return List.of(new GrantObserved(hook, grant));
    }

    /** Each event that is sent out, as {@code event:push}; {@code event:*} is all of them. */
    private static SortedSet<String> events(JsonBody row) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (JsonBody event : row.listOrEmpty("events")) {
            scopes.add("event:" + event.text());
        }
        return scopes;
    }

    private static Optional<String> host(JsonBody config) throws ConnectorException {
        Optional<String> url = config.optionalText("url");
        try {
            return url.map(URI::create).map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> attributes(Optional<JsonBody> config) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        if (config.isPresent() && config.get().has("insecure_ssl")) {
            // "1" or 1 where the receiver's certificate is not checked.
            attributes.put(
                    "checks-certificate",
                    Boolean.toString(!config.get().id("insecure_ssl").equals("1")));
        }
        return attributes;
    }
}
