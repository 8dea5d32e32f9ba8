package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of agents' user accounts. Like a person's account, such an account can have a mailbox, belong to teams and
 * appear in the address book.
 */
final class EntraAgentUsersStream extends EntraListingStream {
    static final StreamId ID = new StreamId("agent-users");

    /** The type of agents' user accounts in the listing of users, which also contains them. */
    static final String TYPE = "agentUser";

    EntraAgentUsersStream() {
        super(StreamDefinition.listing(ID, "Agent user accounts").withScopes(EntraScopes.USERS));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphRequestUri address = GraphRequestUri.preview("users", "microsoft.graph." + TYPE)
                .with("$top", GraphPage.LARGEST)
                .with("$expand", "manager($select=id)");
        GraphPage page = GraphPage.read(
                session,
                address,
                from.token().orElse(""),
                EntraSettings.of(session).size().directoryLimit());
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader user : page.values()) {
            observed.add(new IdentityObserved(identity(session.connection().id(), user)));
        }
        return page.toPage(observed);
    }

    private static NonHumanIdentity identity(ConnectionId connection, JsonNodeReader user) throws ConnectorException {
        String id = user.nonBlank("id");
        String name = user.nonBlank("userPrincipalName");
        Map<String, String> attributes = new TreeMap<>(Map.of(EntraIds.OBJECT_ID, id));
        user.optionalNonBlank("identityParentId").ifPresent(parent -> attributes.put("agent-identity", parent));
        Optional<JsonNodeReader> manager = user.optionalObject("manager");
        return NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.AI_AGENT, id),
                        EntraConnector.PROVIDER,
                        EntraIds.AGENT_USER,
                        user.optionalNonBlank("displayName").orElse(name))
                .withAliases(Set.of(new Alias("email", EntraUserMapper.email(name))))
                .withStanding(providerStatus(user))
                .withCreated(user.timestamp("createdDateTime"))
                .withOwnerClues(
                        EntraIds.ownerClues(connection, manager.map(List::of).orElse(List.of()), OwnerRole.MANAGER))
                .withAttributes(attributes);
    }

    private static ProviderStatus providerStatus(JsonNodeReader user) throws ConnectorException {
        Optional<Boolean> enabled = user.optionalFlag("accountEnabled");
        if (enabled.isEmpty()) {
            return ProviderStatus.UNKNOWN;
        }
        return enabled.get() ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED;
    }
}
