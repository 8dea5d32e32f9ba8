package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads service principals as identities. Whichever stream meets one, it looks the same: an identity is written by all
 * of them, and two views of it would take turns.
 */
final class Principals {
    /** What is read of a service principal, and no more: {@code appRoles} of Graph alone are 300 KB. */
    static final String SELECT =
            "id,appId,displayName,servicePrincipalType,accountEnabled,appOwnerOrganizationId,verifiedPublisher,replyUrls,homepage";

    static final String OWNERS = "owners($select=id)";

    private final ProviderSession session;
    private final EntraSettings settings;

    Principals(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = EntraSettings.of(session);
    }

    /** The identities of service principals that are there, by object id. */
    Map<String, NonHumanIdentity> byObjectId(Collection<String> ids) throws ConnectorException {
        return identities(present(ids.stream()
                .map(id -> shown(Address.of("servicePrincipals", id)))
                .toList()));
    }

    /** The identities of service principals that are there, by the application's id. */
    Map<String, NonHumanIdentity> byAppId(Collection<String> appIds) throws ConnectorException {
        List<JsonBody> found = present(appIds.stream()
                .map(id -> shown(Address.byAppId("servicePrincipals", id)))
                .toList());
        Map<String, NonHumanIdentity> byObjectId = identities(found);
        Map<String, NonHumanIdentity> byAppId = new LinkedHashMap<>();
        for (JsonBody principal : found) {
            Optional<String> appId = Read.optional(principal, "appId");
            if (appId.isPresent()) {
                byAppId.put(
                        appId.get(), java.util.Objects.requireNonNull(byObjectId.get(Read.required(principal, "id"))));
            }
        }
        return byAppId;
    }

    static Address shown(Address address) {
        return address.select(SELECT).with("$expand", OWNERS);
    }

    /** The identities of service principals as they were read with {@link #SELECT} and {@link #OWNERS}, by object id. */
    Map<String, NonHumanIdentity> identities(List<JsonBody> principals) throws ConnectorException {
        Map<String, List<JsonBody>> answerable = new LinkedHashMap<>();
        Map<String, JsonBody> registrations = registrations(principals);
        for (JsonBody principal : principals) {
            String id = Read.required(principal, "id");
            List<JsonBody> owners = new ArrayList<>(Owners.of(session, principal, "servicePrincipals"));
            JsonBody registration = registrations.get(id);
            if (registration != null) {
                owners.addAll(Owners.of(session, registration, "applications"));
            }
            answerable.put(id, owners);
        }
        Map<String, List<JsonBody>> sponsors = sponsors(principals);
        Map<String, NonHumanIdentity> identities = new LinkedHashMap<>();
        for (JsonBody principal : principals) {
            String id = Read.required(principal, "id");
            identities.put(
                    id,
                    Identities.ofPrincipal(
                            session.connection().id(),
                            settings,
                            principal,
                            Optional.ofNullable(registrations.get(id)),
                            answerable.getOrDefault(id, List.of()),
                            sponsors.getOrDefault(id, List.of())));
        }
        return identities;
    }

    /** The registrations of the company's own apps, by their service principals' object ids. */
    private Map<String, JsonBody> registrations(List<JsonBody> principals) throws ConnectorException {
        List<String> ids = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        for (JsonBody principal : principals) {
            Optional<String> appId = Read.optional(principal, "appId");
            if (appId.isPresent() && Identities.isOwn(settings, principal)) {
                ids.add(Read.required(principal, "id"));
                addresses.add(Address.byAppId("applications", appId.get())
                        .select("id,createdDateTime")
                        .with("$expand", OWNERS));
            }
        }
        List<Optional<JsonBody>> answers = Batch.get(session, addresses);
        Map<String, JsonBody> found = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            answers.get(i).ifPresent(registration -> found.put(id, registration));
        }
        return found;
    }

    /** Who sponsors agents: the people whom Microsoft makes answerable for them. */
    private Map<String, List<JsonBody>> sponsors(List<JsonBody> principals) throws ConnectorException {
        List<String> ids = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        for (JsonBody principal : principals) {
            if (Identities.isAgent(principal)) {
                String id = Read.required(principal, "id");
                ids.add(id);
                addresses.add(Address.of("servicePrincipals", id, "microsoft.graph." + Read.type(principal), "sponsors")
                        .select("id"));
            }
        }
        List<Optional<JsonBody>> answers = Batch.get(session, addresses);
        Map<String, List<JsonBody>> found = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (answers.get(i).isPresent()) {
                found.put(ids.get(i), GraphPage.all(session, answers.get(i).get()));
            }
        }
        return found;
    }

    private List<JsonBody> present(List<Address> addresses) throws ConnectorException {
        return Batch.get(session, addresses).stream().flatMap(Optional::stream).toList();
    }
}
