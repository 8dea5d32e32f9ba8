package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of the organization's webhooks. Each webhook counts as an identity, because it sends data to a
 * host that may belong to someone else. Only the host of the delivery URL is stored, because paths and queries
 * often contain tokens.
 */
final class GitHubOrganizationWebhooksStream {
    static final StreamId ID = new StreamId("organization-hooks");
    static final String KEY = "hook/";
    static final String FORM = "org-webhook";

    private GitHubOrganizationWebhooksStream() {}

    /** Returns the id of the webhook that an observation describes. */
    static String hookId(AccessObservation observation) {
        return observation instanceof GrantObserved(var _, Grant grant)
                        && grant.key().startsWith(KEY)
                ? grant.key().substring(KEY.length())
                : "";
    }

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.id("id");
        ProviderStatus providerStatus = row.optionalFlag("active")
                .map(active -> active ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED)
                .orElse(ProviderStatus.UNKNOWN);
        Optional<JsonNodeReader> config = row.optionalObject("config");
        Optional<String> host = config.isPresent() ? host(config.get()) : Optional.empty();
        Timestamp created = GitHubTime.orUnknown(row, "created_at");
        NonHumanIdentity hook = ids.identity(
                        ids.hook(id),
                        FORM,
                        host.map(name -> "webhook to " + name).orElse("webhook " + id))
                .withPublisher(KnownOrUnknown.unknown(), host.map(Set::of).orElseGet(Set::of))
                .withStanding(providerStatus)
                .withCreated(created)
                .withAttributes(attributes(config));
        Grant grant = Grant.of(
                        KEY + id, GrantSubject.tenant(), GitHubIds.RESOURCE, PermissionKind.APP_PERMISSION, events(row))
                .withReach(ResourceReach.ALL)
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.unknown(), created);
        return List.of(new GrantObserved(hook, grant));
    }

    /** Returns the events that the webhook sends, each as {@code event:push}; {@code event:*} means all events. */
    private static SortedSet<String> events(JsonNodeReader row) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (JsonNodeReader event : row.listOrEmpty("events")) {
            scopes.add("event:" + event.text());
        }
        return scopes;
    }

    private static Optional<String> host(JsonNodeReader config) throws ConnectorException {
        Optional<String> url = config.optionalText("url");
        try {
            return url.map(URI::create).map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> attributes(Optional<JsonNodeReader> config) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        if (config.isPresent() && config.get().has("insecure_ssl")) {
            // The value is "1" or 1 if the receiver's certificate is not verified.
            attributes.put(
                    "checks-certificate",
                    Boolean.toString(!config.get().id("insecure_ssl").equals("1")));
        }
        return attributes;
    }
}
