package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Accounts that agents use as if they were people: with a mailbox, in teams, in the address book. */
final class AgentUsersStream extends DirectoryListing {
    static final StreamId ID = new StreamId("agent-users");

    /** The type of such an account, under which it is among the users as well. */
    static final String TYPE = "agentUser";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "User accounts of agents";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.USERS);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        Address address = Address.preview("users", "microsoft.graph." + TYPE)
                .with("$top", GraphPage.LARGEST)
                .with("$expand", "manager($select=id)");
        GraphPage page = GraphPage.read(
                session,
                address,
                from.token().orElse(""),
                EntraSettings.of(session).size().directory());
        List<Observation> observed = new ArrayList<>();
        for (JsonBody user : page.values()) {
            observed.add(new IdentityObserved(identity(session.connection().id(), user)));
        }
        return page.toPage(observed);
    }

    private static NonHumanIdentity identity(ConnectionId connection, JsonBody user) throws ConnectorException {
        String id = Read.required(user, "id");
        String name = Read.required(user, "userPrincipalName");
        Map<String, String> attributes = new TreeMap<>(Map.of(Identities.OBJECT_ID, id));
        Read.optional(user, "identityParentId").ifPresent(parent -> attributes.put("agent-identity", parent));
        Optional<JsonBody> manager = user.optionalObject("manager");
        return NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.AI_AGENT, id),
                        EntraConnector.PROVIDER,
                        Identities.AGENT_USER,
                        Read.optional(user, "displayName").orElse(name))
                .withAliases(Set.of(new Alias("email", People.email(name))))
                .withStanding(standing(user))
                .withCreated(Read.moment(user, "createdDateTime"))
                .withOwnerClues(
                        Identities.clues(connection, manager.map(List::of).orElse(List.of()), OwnerRole.MANAGER))
                .withAttributes(attributes);
    }

    private static Standing standing(JsonBody user) throws ConnectorException {
        Optional<Boolean> enabled = user.optionalFlag("accountEnabled");
        if (enabled.isEmpty()) {
            return Standing.UNKNOWN;
        }
        return enabled.get() ? Standing.ACTIVE : Standing.SUSPENDED;
    }
}
