package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connectors.entra.GraphBatch.BatchAnswer;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts service principals to identities. All streams use this class: several of them write the same identity, and
 * differing versions would overwrite each other.
 */
final class EntraPrincipalMapper {
    /** The properties to read. All others are omitted, because Graph's {@code appRoles} alone are 300 KB. */
    static final String SELECT =
            "id,appId,displayName,servicePrincipalType,accountEnabled,appOwnerOrganizationId,verifiedPublisher,replyUrls,homepage";

    static final String OWNERS = "owners($select=id)";

    private final ProviderSession session;
    private final EntraSettings settings;

    EntraPrincipalMapper(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = EntraSettings.of(session);
    }

    /** Returns the identities of the service principals that exist, keyed by object id. */
    Map<String, NonHumanIdentity> byObjectId(Collection<String> ids) throws ConnectorException {
        return identities(readExisting(ids.stream()
                .map(id -> withSelection(GraphRequestUri.of("servicePrincipals", id)))
                .toList()));
    }

    /** Returns the identities of the service principals that exist, keyed by application id. */
    Map<String, NonHumanIdentity> byAppId(Collection<String> appIds) throws ConnectorException {
        List<JsonNodeReader> found = readExisting(appIds.stream()
                .map(id -> withSelection(GraphRequestUri.byAppId("servicePrincipals", id)))
                .toList());
        Map<String, NonHumanIdentity> byObjectId = identities(found);
        Map<String, NonHumanIdentity> byAppId = new LinkedHashMap<>();
        for (JsonNodeReader principal : found) {
            Optional<String> appId = principal.optionalNonBlank("appId");
            if (appId.isPresent()) {
                byAppId.put(appId.get(), java.util.Objects.requireNonNull(byObjectId.get(principal.nonBlank("id"))));
            }
        }
        return byAppId;
    }

    static GraphRequestUri withSelection(GraphRequestUri address) {
        return address.select(SELECT).with("$expand", OWNERS);
    }

    /**
     * Returns the identities of service principals that were read with {@link #SELECT} and {@link #OWNERS}, keyed by
     * object id.
     */
    Map<String, NonHumanIdentity> identities(List<JsonNodeReader> principals) throws ConnectorException {
        Map<String, List<JsonNodeReader>> answerable = new LinkedHashMap<>();
        Map<String, JsonNodeReader> registrations = registrations(principals);
        for (JsonNodeReader principal : principals) {
            String id = principal.nonBlank("id");
            List<JsonNodeReader> owners = new ArrayList<>(EntraOwners.of(session, principal, "servicePrincipals"));
            JsonNodeReader registration = registrations.get(id);
            if (registration != null) {
                owners.addAll(EntraOwners.of(session, registration, "applications"));
            }
            answerable.put(id, owners);
        }
        Map<String, Optional<List<JsonNodeReader>>> sponsors = sponsors(principals);
        Map<String, NonHumanIdentity> identities = new LinkedHashMap<>();
        for (JsonNodeReader principal : principals) {
            String id = principal.nonBlank("id");
            identities.put(
                    id,
                    EntraIds.ofPrincipal(
                            session.connection().id(),
                            settings,
                            principal,
                            Optional.ofNullable(registrations.get(id)),
                            answerable.getOrDefault(id, List.of()),
                            sponsors.getOrDefault(id, Optional.of(List.of()))));
        }
        return identities;
    }

    /** Returns the registrations of the tenant's own apps, keyed by the object id of each app's service principal. */
    private Map<String, JsonNodeReader> registrations(List<JsonNodeReader> principals) throws ConnectorException {
        List<String> ids = new ArrayList<>();
        List<GraphRequestUri> addresses = new ArrayList<>();
        for (JsonNodeReader principal : principals) {
            Optional<String> appId = principal.optionalNonBlank("appId");
            if (appId.isPresent() && EntraIds.isOwn(settings, principal)) {
                ids.add(principal.nonBlank("id"));
                addresses.add(GraphRequestUri.byAppId("applications", appId.get())
                        .select("id,createdDateTime")
                        .with("$expand", OWNERS));
            }
        }
        List<Optional<JsonNodeReader>> answers = GraphBatch.get(session, addresses);
        Map<String, JsonNodeReader> found = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            answers.get(i).ifPresent(registration -> found.put(id, registration));
        }
        return found;
    }

    /**
     * Returns the sponsors of agents, keyed by object id. Microsoft considers sponsors accountable for an agent. If
     * Graph rejects only the request for an agent's sponsors, the value is empty, which means that they are unknown;
     * the agent and all other apps on the page are still listed.
     */
    private Map<String, Optional<List<JsonNodeReader>>> sponsors(List<JsonNodeReader> principals)
            throws ConnectorException {
        List<String> ids = new ArrayList<>();
        List<GraphRequestUri> addresses = new ArrayList<>();
        for (JsonNodeReader principal : principals) {
            if (EntraIds.isAgent(principal)) {
                String id = principal.nonBlank("id");
                ids.add(id);
                addresses.add(GraphRequestUri.of(
                                "servicePrincipals", id, "microsoft.graph." + EntraJson.type(principal), "sponsors")
                        .select("id"));
            }
        }
        List<BatchAnswer> answers = GraphBatch.answers(session, addresses);
        Map<String, Optional<List<JsonNodeReader>>> found = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            switch (answers.get(i)) {
                case BatchAnswer.Found(JsonNodeReader body) ->
                    found.put(ids.get(i), Optional.of(GraphPage.all(session, body)));
                case BatchAnswer.Failed(NotFound _) -> found.put(ids.get(i), Optional.of(List.of()));
                case BatchAnswer.Failed(UnexpectedResponse _) -> found.put(ids.get(i), Optional.empty());
                case BatchAnswer.Failed(ConnectorProblem problem) -> throw new ConnectorException(problem);
            }
        }
        return found;
    }

    private List<JsonNodeReader> readExisting(List<GraphRequestUri> addresses) throws ConnectorException {
        return GraphBatch.get(session, addresses).stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
